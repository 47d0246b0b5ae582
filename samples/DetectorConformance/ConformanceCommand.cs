using System.CommandLine;
using CensorshipEval.Samples.Terminal;

namespace CensorshipEval.Samples.DetectorConformance;

/// <summary>The options of the command line.</summary>
internal static class ConformanceCommand
{
    private static readonly Option<string[]> Data = new("--data")
    {
        HelpName = "FILE.jsonl", Description = "Labelled answers: id, model, language, prompt, response, label[, source, finishReason, reasoning]. May be given several times.", Required = true,
    };

    private static readonly Option<string> Detector = new("--detector")
    {
        HelpName = "NAME", Description = "default (signals, phrases and classifier as they are built in), phrases (that stage alone), classifier (that one alone) or list (the phrases of --phrases).", DefaultValueFactory = static _ => DetectorChoice.Default,
    };

    private static readonly Option<string> Weights = new("--weights") { HelpName = "FILE", Description = "With --detector default or classifier: weights of your own (samples/TrainClassifier) instead of the built-in ones." };

    private static readonly Option<string> Phrases = new("--phrases") { HelpName = "FILE", Description = "With --detector list: phrases to look for, one a line, to compare with what others use." };

    private static readonly Option<string> Json = new("--json") { HelpName = "FILE", Description = "Write the results as JSON." };

    private static readonly Option<string> Markdown = new("--markdown") { HelpName = "FILE", Description = "Write the table as Markdown." };

    private static readonly Option<string> Errors = new("--errors") { HelpName = "FILE.jsonl", Description = "Write the answers that were judged otherwise than they are labelled, to read them." };

    public static Task<int> InvokeAsync(string[] args, CancellationToken cancellationToken)
    {
        var command = new RootCommand("Scores a refusal detector on labelled answers, per file, language and task, and measures how fast it judges on one thread.")
        {
            Data, Detector, Weights, Phrases, Json, Markdown, Errors,
        };
        return CommandLine.InvokeAsync(command, args, RunAsync, cancellationToken);
    }

    private static async Task RunAsync(ParseResult result, CancellationToken cancellationToken)
    {
        var errors = new List<InputError>();
        string? json = CommandLine.OutputFile(result, Json, errors);
        string? markdown = CommandLine.OutputFile(result, Markdown, errors);
        string? wrong = CommandLine.OutputFile(result, Errors, errors);
        IRefusalDetector? detector = DetectorChoice.Create(result.GetValue(Detector)!, result.GetValue(Weights), result.GetValue(Phrases), errors);
        if (errors.Count > 0) throw new InputException(errors);
        await new ConformanceSession(detector!).RunAsync(result.GetValue(Data)!, json, markdown, wrong, cancellationToken);
    }
}
