using System.CommandLine;
using System.Globalization;
using CensorshipEval.Samples.Terminal;

namespace CensorshipEval.Samples.TrainClassifier;

/// <summary>The options of the command line.</summary>
internal static class TrainCommand
{
    private static readonly Option<string[]> Data = new("--data")
    {
        HelpName = "FILE.jsonl", Description = "Labelled answers to learn from: id, model, language, prompt, response, label[, source, finishReason, reasoning]. May be given several times.",
    };

    private static readonly Option<bool> OnlyData = new("--only-data") { Description = "Learn from --data alone. By default the project's own texts (Texts/*.jsonl) are learnt from too." };

    private static readonly Option<string> Out = new("--out") { HelpName = "FILE", Description = "Train on everything and write the weights there." };

    private static readonly Option<string> WeightsVersion = new("--weights-version") { HelpName = "X.Y.Z", Description = "Version of the weights; it is part of every verdict made with them. Default 1.0.0." };

    private static readonly Option<string> CrossValidate = new("--cross-validate")
    {
        HelpName = "PARTS", Description = "How well this does on models it has not seen: trains once without each of so many parts of the models. Or 'groups': without one model at a time; 'sources', 'languages': without one of these.",
    };

    private static readonly Option<string> Detector = new("--detector")
    {
        HelpName = "default|classifier", Description = "What --cross-validate scores: the default detector with the held-out classifier in it, or the classifier alone at even odds. Default: default.",
        DefaultValueFactory = static _ => "default",
    };

    private static readonly Option<string[]> Siblings = new("--siblings")
    {
        HelpName = "MODEL=MODEL", Description = "The first is left out together with the second, an altered or prompted form of it. What follows a '+' in a name is a sibling anyway. May be given several times.",
    };

    private static readonly Option<int> Seed = new("--seed") { HelpName = "N", Description = "Seed of the order in which rows are seen. Default 1.", DefaultValueFactory = static _ => 1 };

    private static readonly Option<string> Json = new("--json") { HelpName = "FILE", Description = "Write the cross-validated results as JSON." };

    private static readonly Option<string> Markdown = new("--markdown") { HelpName = "FILE", Description = "Write the cross-validated table as Markdown." };

    private static readonly Option<string> Errors = new("--errors") { HelpName = "FILE.jsonl", Description = "Write the cross-validated answers that were judged otherwise than they are labelled, to read them." };

    public static Task<int> InvokeAsync(string[] args, CancellationToken cancellationToken)
    {
        var command = new RootCommand("Trains a refusal classifier on labelled answers: the same data and options give the same bytes.")
        {
            Data, OnlyData, Out, WeightsVersion, CrossValidate, Detector, Siblings, Seed, Json, Markdown, Errors,
        };
        return CommandLine.InvokeAsync(command, args, RunAsync, cancellationToken);
    }

    private static Task RunAsync(ParseResult result, CancellationToken cancellationToken)
    {
        var errors = new List<InputError>();
        var options = new TrainOptions
        {
            Data = result.GetValue(Data) ?? [],
            OnlyData = result.GetValue(OnlyData),
            Out = CommandLine.OutputFile(result, Out, errors),
            WeightsVersion = result.GetValue(WeightsVersion) ?? "1.0.0",
            Validation = Read(result.GetValue(CrossValidate), errors),
            ClassifierAlone = result.GetValue(Detector) is "classifier",
            Siblings = Pairs(result.GetValue(Siblings) ?? [], errors),
            Seed = result.GetValue(Seed),
            Json = CommandLine.OutputFile(result, Json, errors),
            Markdown = CommandLine.OutputFile(result, Markdown, errors),
            Errors = CommandLine.OutputFile(result, Errors, errors),
        };
        if (!System.Version.TryParse(options.WeightsVersion, out System.Version? version) || version.Build < 0 || version.Revision >= 0)
            errors.Add(new InputError("--weights-version", null, null, $"'{VisibleText.Of(options.WeightsVersion)}'", "three numbers such as 1.0.0"));
        if (result.GetValue(Detector) is not ("default" or "classifier"))
            errors.Add(new InputError("--detector", null, null, $"'{VisibleText.Of(result.GetValue(Detector)!)}'", "default or classifier"));
        if (options is { OnlyData: true, Data.Count: 0 })
            errors.Add(new InputError("--only-data", null, null, "no --data beside it", "data to learn from"));
        if (result.GetValue(Out) is null && result.GetValue(CrossValidate) is null)
            errors.Add(new InputError("--out, --cross-validate", null, null, "neither", "at least one of them"));
        if (options.Validation is null && (options.Json ?? options.Markdown ?? options.Errors) is not null)
            errors.Add(new InputError("--json, --markdown, --errors", null, null, "no --cross-validate beside it", "results to write"));
        return errors.Count == 0 ? new TrainSession(options).RunAsync(cancellationToken) : throw new InputException(errors);
    }

    private static Validation? Read(string? text, List<InputError> errors)
    {
        switch (text)
        {
            case null: return null;
            case "groups": return new Validation(LeftOut.Models, null);
            case "sources": return new Validation(LeftOut.Sources, null);
            case "languages": return new Validation(LeftOut.Languages, null);
        }

        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int parts) && parts >= 2) return new Validation(LeftOut.Models, parts);
        errors.Add(new InputError("--cross-validate", null, null, $"'{VisibleText.Of(text)}'", "a number of parts of at least 2, or one of groups, sources, languages"));
        return null;
    }

    private static Dictionary<string, string> Pairs(IEnumerable<string> texts, List<InputError> errors)
    {
        var pairs = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (string text in texts)
        {
            string[] names = text.Split('=', StringSplitOptions.TrimEntries);
            if (names is not [{ Length: > 0 } first, { Length: > 0 } second] || !pairs.TryAdd(first, second))
                errors.Add(new InputError("--siblings", null, null, $"'{VisibleText.Of(text)}'", "two names as in altered-model=its-original, each first name once"));
        }

        return pairs;
    }
}
