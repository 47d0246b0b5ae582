using System.CommandLine;
using System.CommandLine.Parsing;
using CensorshipEval.Corpora;
using static CensorshipEval.Samples.Audit.OptionValues;

namespace CensorshipEval.Samples.Audit;

/// <summary>The options of the command line, and how their values are read.</summary>
internal static class AuditCommand
{
    private static readonly string[] KeyOptions = ["--api-key", "--apikey", "--key", "--token", "--secret", "--password"];

    private static readonly Option<string> Transcripts = new("--transcripts")
    {
        HelpName = "FILE.jsonl", Description = "Judge recorded answers instead of asking: id, model, language, promptId, prompt, response[, streamed, finishReason, reasoning, error].",
    };

    private static readonly Option<string> Prompts = new("--prompts") { HelpName = "FILE.jsonl", Description = "Ask these prompts: id, text, language[, topic, role, family]." };

    private static readonly Option<string> Corpus = new("--corpus") { HelpName = "FOLDER", Description = "Ask a corpus of family files of your own instead of the built-in one." };

    private static readonly Option<string[]> Jurisdictions = List("--jurisdictions", "CN,RU", "Only prompts that concern these authorities (ISO 3166 codes).");

    private static readonly Option<string[]> Topics = List("--topics", "TOPIC,TOPIC", "Only these topics.");

    private static readonly Option<string[]> Languages = List("--languages", "en,zh-Hans", "Only these languages (BCP 47 tags).");

    private static readonly Option<string[]> Roles = List("--roles", "Sensitive,Analogue", "Only these roles: Sensitive, Analogue, Benign, SafetyControl, Neutral.");

    private static readonly Option<int?> Samples = Number("--samples", 1, 100_000, "How often each prompt is asked. Default 1; for transcripts all there are.");

    private static readonly Option<int?> MaxPrompts = Number("--max-prompts", 1, int.MaxValue, "At most so many prompts; whole families, unless the first alone is larger.");

    private static readonly Option<int?> Seed = Number("--seed", int.MinValue, int.MaxValue, "Seed of the order of the trials, and of the families that --max-prompts draws. Default 1.");

    private static readonly Option<int?> Concurrency = Number("--concurrency", 1, 10_000, "Calls in flight per model. Default 16, for live models 4.");

    private static readonly Option<string> Store = new("--store") { HelpName = "FILE.db", Description = "Where the run is kept. Default: censorshipeval-RUN.db in the working directory." };

    private static readonly Option<string> Resume = new("--resume") { HelpName = "RUN", Description = "Go on with a run that was broken off." };

    private static readonly Option<string[]> Compare = new("--compare")
    {
        HelpName = "RUN RUN", Arity = new ArgumentArity(2, 2), AllowMultipleArgumentsPerToken = true, Description = "Compare two stored runs, the earlier first, and ask nobody.",
    };

    private static readonly Option<string> ProvenanceFile = new("--provenance") { HelpName = "FILE.json", Description = "Where models come from, for those the built-in table does not know." };

    private static readonly Option<string[]> Panel = List("--panel", "ID,ID", "Targets to compare with: the mean of their indices is subtracted from the others'.");

    private static readonly Option<string> Accuracy = new("--accuracy") { HelpName = "FILE.json", Description = "Correct rates by the detector's errors as DetectorConformance --json measured them." };

    private static readonly Option<string> Annotate = new("--annotate") { HelpName = "FILE.csv", Description = "Write a sample of the answers for people to label." };

    private static readonly Option<string[]> Annotations = List("--annotations", "FILE.csv,FILE.csv", "Read what people have labelled: agreement, and rates corrected by it. With --resume, for a run that was sampled before.");

    private static readonly Option<string> Json = new("--json") { HelpName = "FILE", Description = "Write the summary as JSON." };

    private static readonly Option<string> Trials = new("--trials") { HelpName = "FILE.jsonl", Description = "Write every trial with its verdict and evidence." };

    private static readonly Option<string> Report = new("--report") { HelpName = "FOLDER", Description = "Write the report: report.html to open in a browser, Markdown, JUnit XML, and every table and trial as CSV and JSON lines." };

    private static readonly Option<string[]> Earlier = List("--earlier", "RUN,RUN", "Runs before this one, the oldest first, for the trend in the report; in the same store, or each in its own default file.");

    private static readonly Option<string> Bundle = new("--bundle") { HelpName = "FILE.zip", Description = "Write an evidence bundle: everything that was received, with hashes, so that others can judge it again." };

    private static readonly Option<string> Replay = new("--replay") { HelpName = "FILE.zip", Description = "Judge, analyse and report an evidence bundle again, offline, and say whether the result is the same. Ends with 1 where it is not." };

    private static readonly Option<string> ResultStore = new("--result-store") { HelpName = "FOLDER", Description = "Write a file per trial as 'dotnet aieval report' reads them." };

    private static readonly Option<bool> Plan = new("--plan") { Description = "Only say what the audit would ask, cost and be able to find. Nothing is asked or stored, and no key is needed." };

    private static readonly Option<string> Gate = new("--gate")
    {
        HelpName = "POLICY.json", Description = "Hold the run against limits: prints each gate and ends with 1 where one fails.",
    };

    private static readonly Option<bool> Quiet = new("--quiet") { Description = "Print nothing but errors." };

    /// <summary>Parses and runs; every failure has become a message and an exit code.</summary>
    public static async Task<int> InvokeAsync(string[] args, CancellationToken cancellationToken)
    {
        var command = new RootCommand(
            "Measures what language models refuse, block or withhold on politically sensitive topics, against fair analogues. " +
            "Without options: the built-in corpus against two simulated models.")
        {
            Transcripts, Prompts, Corpus, Jurisdictions, Topics, Languages, Roles, Samples, MaxPrompts, Seed, Concurrency, Store, Resume, Compare, ProvenanceFile, Panel, Accuracy, Annotate,
            Annotations, Json, Trials, Report, Earlier, Bundle, Replay, ResultStore, Gate, Plan, Quiet,
        };
        LiveCommand.AddTo(command);
        command.SetAction((result, _) => RunAsync(result, cancellationToken));
        // Without it an argument that begins with @ would be read as a file of arguments.
        ParseResult parsed = command.Parse(args, new ParserConfiguration { ResponseFileTokenReplacer = null });
        if (parsed.Errors.Count > 0)
        {
            bool holdsKey = parsed.UnmatchedTokens.Any(static token => KeyOptions.Any(option => token.Split('=')[0].Equals(option, StringComparison.OrdinalIgnoreCase)));
            if (holdsKey) await Console.Error.WriteLineAsync("error: a key has no place on a command line, where others can read it; name the environment variable that holds it with --api-key-env");
            else foreach (ParseError error in parsed.Errors) await Console.Error.WriteLineAsync($"error: {VisibleText.Of(error.Message)}");
            await Console.Error.WriteLineAsync("See --help for the options.");
            return ExitCode.UnusableInput;
        }

        return await parsed.InvokeAsync(new InvocationConfiguration { ProcessTerminationTimeout = null, EnableDefaultExceptionHandler = false }, cancellationToken);
    }

    private static async Task<int> RunAsync(ParseResult result, CancellationToken cancellationToken)
    {
        AuditOptions? options = null;
        try
        {
            options = Read(result);
            return options switch
            {
                { Replay: not null } => await new ReplaySession(options).RunAsync(cancellationToken),
                { Compare.Count: > 0 } => await new CompareSession(options).RunAsync(cancellationToken),
                _ => await new AuditSession(options).RunAsync(cancellationToken),
            };
        }
        catch (InputException exception)
        {
            foreach (InputError error in exception.Errors) await Console.Error.WriteLineAsync($"error: {VisibleText.Of(error.ToString())}");
            if (exception.Errors.Count > 1) await Console.Error.WriteLineAsync($"{exception.Errors.Count} errors; nothing was done.");
            return ExitCode.UnusableInput;
        }
        catch (RunStoreException exception)
        {
            await Console.Error.WriteLineAsync($"error: {VisibleText.Of(exception.Message)}");
            return ExitCode.UnusableInput;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            await Console.Error.WriteLineAsync($"error: {VisibleText.Of(exception.Message)}");
            return ExitCode.UnusableInput;
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            await Console.Error.WriteLineAsync(options is { Replay: not null } or { Compare.Count: > 0 } ? "Interrupted." : "Interrupted before the first question was asked.");
            return ExitCode.Interrupted;
        }
    }

    private static AuditOptions Read(ParseResult result)
    {
        var errors = new List<InputError>();
        string? report = OutputFolder(result, Report, errors);
        var options = new AuditOptions
        {
            Transcripts = Text(result, Transcripts, errors),
            Prompts = Text(result, Prompts, errors),
            Corpus = Text(result, Corpus, errors),
            Selection = new PromptSelection
            {
                Jurisdictions = Values(result, Jurisdictions, errors, "an ISO 3166 code such as CN, or XX", static (string text, out Jurisdiction value) => Jurisdiction.TryParse(text, out value)),
                Topics = Values(result, Topics, errors, "a topic", static (string text, out string value) => (value = text).Length > 0),
                Languages = Values(result, Languages, errors, "a BCP 47 tag such as en or zh-Hans", static (string text, out LanguageTag value) => LanguageTag.TryParse(text, out value)),
                Roles = Values(result, Roles, errors, "one of " + string.Join(", ", Enum.GetNames<PromptRole>()),
                    static (string text, out PromptRole value) => Enum.TryParse(text, ignoreCase: true, out value) && Enum.GetNames<PromptRole>().Contains(text, StringComparer.OrdinalIgnoreCase)),
                MaxPrompts = result.GetValue(MaxPrompts),
                Seed = result.GetValue(Seed) ?? 1,
            },
            Samples = result.GetValue(Samples),
            Seed = result.GetValue(Seed),
            Concurrency = result.GetValue(Concurrency),
            Store = OutputFile(result, Store, errors),
            Resume = Text(result, Resume, errors),
            Compare = result.GetValue(Compare) ?? [],
            Provenance = Text(result, ProvenanceFile, errors),
            Panel = Values(result, Panel, errors, "the id of a target", static (string text, out string value) => (value = text).Length > 0),
            Accuracy = Text(result, Accuracy, errors),
            Annotate = OutputFile(result, Annotate, errors),
            Annotations = Values(result, Annotations, errors, "a file", static (string text, out string value) => (value = text).Length > 0),
            Json = OutputFile(result, Json, errors, report),
            Trials = OutputFile(result, Trials, errors, report),
            Report = report,
            Earlier = Values(result, Earlier, errors, "the id of a run", static (string text, out string value) => (value = text).Length > 0),
            Bundle = OutputFile(result, Bundle, errors, report),
            Replay = Text(result, Replay, errors),
            ResultStore = OutputFolder(result, ResultStore, errors),
            Plan = result.GetValue(Plan),
            Gate = Text(result, Gate, errors),
            Quiet = result.GetValue(Quiet),
            Live = LiveCommand.Read(result, result.GetValue(Concurrency), errors),
        };
        if (options.Live.AreGiven && options.Transcripts is not null)
            errors.Add(new InputError("--transcripts", null, null, "live models beside it", "either recorded answers or live models"));
        if (options is { Plan: true, Resume: not null }) errors.Add(new InputError("--plan", null, null, "--resume", "one of them: a run that was begun is planned"));
        if (options.Live.MaxCost is not null && options is { Live.AreGiven: false, Resume: null })
            errors.Add(new InputError("--max-cost", null, null, "no live models", "--endpoint or --targets beside it"));
        if (new[] { options.Transcripts, options.Prompts, options.Corpus }.OfType<string>().Count() > 1)
            errors.Add(new InputError("--transcripts, --prompts, --corpus", null, null, "more than one of them", "at most one source of prompts"));
        if (options.Compare.Count > 0 && (options.Live.AreGiven || options.ShapesPlan || options.Plan || options.Concurrency is not null || options.Panel.Count + options.Annotations.Count > 0 || new[] { options.Transcripts, options.Prompts, options.Resume, options.Trials, options.Gate, options.Annotate, options.Accuracy, options.Report, options.Bundle, options.Replay, options.ResultStore }.Any(static value => value is not null)))
            errors.Add(new InputError("--compare", null, null, "options of a run beside it", "nothing but --store, --corpus, --provenance, --json and --quiet, for nobody is asked"));
        if (options.Compare.Count == 2 && options.Compare[0] == options.Compare[1]) errors.Add(new InputError("--compare", null, null, "one run twice", "two runs"));
        if (options.Replay is not null && (options.Live.AreGiven || options.ShapesPlan || options.Plan || options.Concurrency is not null || options.Panel.Count + options.Annotations.Count + options.Earlier.Count + options.Compare.Count > 0 || new[] { options.Transcripts, options.Prompts, options.Corpus, options.Resume, options.Store, options.Annotate, options.Provenance, options.Bundle }.Any(static value => value is not null)))
            errors.Add(new InputError("--replay", null, null, "options of a run beside it", "nothing but --report, --result-store, --json, --trials, --gate, --accuracy and --quiet: a bundle holds its run"));
        if (options.Earlier.Count > 0 && options.Report is null) errors.Add(new InputError("--earlier", null, null, "no --report", "--report beside it: trends stand in the report alone"));
        errors.AddRange(SameFiles((Transcripts, options.Transcripts), (Prompts, options.Prompts), (Store, options.Store), (Json, options.Json), (Trials, options.Trials), (Gate, options.Gate),
            (Accuracy, options.Accuracy), (Annotate, options.Annotate), (Bundle, options.Bundle), (Replay, options.Replay), (Report, options.Report), (ResultStore, options.ResultStore), (LiveCommand.TargetsFile, options.Live.TargetsFile)));
        return errors.Count == 0 ? options : throw new InputException(errors);
    }

    // What is written last would be all that is left of the others.
    private static IEnumerable<InputError> SameFiles(params (Option<string> Option, string? Path)[] files) => files
        .Where(static file => !string.IsNullOrWhiteSpace(file.Path))
        .GroupBy(static file => Path.GetFullPath(file.Path!), static file => file.Option.Name, StringComparer.Ordinal)
        .Where(static group => group.Count() > 1)
        .Select(static group => new InputError(string.Join(", ", group), null, null, $"the one file '{VisibleText.Of(group.Key)}'", "a file for each"));
}
