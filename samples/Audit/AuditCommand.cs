using System.CommandLine;
using System.CommandLine.Parsing;
using CensorshipEval.Corpora;

namespace CensorshipEval.Samples.Audit;

/// <summary>The options of the command line, and how their values are read.</summary>
internal static class AuditCommand
{
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

    private static readonly Option<int?> Concurrency = Number("--concurrency", 1, 10_000, "Calls in flight per model. Default 16.");

    private static readonly Option<string> Store = new("--store") { HelpName = "FILE.db", Description = "Where the run is kept. Default: censorshipeval-RUN.db in the working directory." };

    private static readonly Option<string> Resume = new("--resume") { HelpName = "RUN", Description = "Go on with a run that was broken off." };

    private static readonly Option<string> Json = new("--json") { HelpName = "FILE", Description = "Write the summary as JSON." };

    private static readonly Option<string> Trials = new("--trials") { HelpName = "FILE.jsonl", Description = "Write every trial with its verdict and evidence." };

    private static readonly Option<bool> Quiet = new("--quiet") { Description = "Print nothing but errors." };

    /// <summary>Parses and runs; every failure has become a message and an exit code.</summary>
    public static async Task<int> InvokeAsync(string[] args, CancellationToken cancellationToken)
    {
        var command = new RootCommand(
            "Measures what language models refuse, block or withhold on politically sensitive topics, against fair analogues. " +
            "Without options: the built-in corpus against two simulated models.")
        {
            Transcripts, Prompts, Corpus, Jurisdictions, Topics, Languages, Roles, Samples, MaxPrompts, Seed, Concurrency, Store, Resume, Json, Trials, Quiet,
        };
        command.SetAction((result, _) => RunAsync(result, cancellationToken));
        // Without it an argument that begins with @ would be read as a file of arguments.
        ParseResult parsed = command.Parse(args, new ParserConfiguration { ResponseFileTokenReplacer = null });
        if (parsed.Errors.Count > 0)
        {
            foreach (ParseError error in parsed.Errors) await Console.Error.WriteLineAsync($"error: {VisibleText.Of(error.Message)}");
            await Console.Error.WriteLineAsync("See --help for the options.");
            return ExitCode.UnusableInput;
        }

        return await parsed.InvokeAsync(new InvocationConfiguration { ProcessTerminationTimeout = null, EnableDefaultExceptionHandler = false }, cancellationToken);
    }

    private static async Task<int> RunAsync(ParseResult result, CancellationToken cancellationToken)
    {
        try
        {
            return await new AuditSession(Read(result)).RunAsync(cancellationToken);
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
            return ExitCode.Interrupted;
        }
    }

    private static AuditOptions Read(ParseResult result)
    {
        var errors = new List<InputError>();
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
            Json = OutputFile(result, Json, errors),
            Trials = OutputFile(result, Trials, errors),
            Quiet = result.GetValue(Quiet),
        };
        if (new[] { options.Transcripts, options.Prompts, options.Corpus }.OfType<string>().Count() > 1)
            errors.Add(new InputError("--transcripts, --prompts, --corpus", null, null, "more than one of them", "at most one source of prompts"));
        errors.AddRange(SameFiles((Transcripts, options.Transcripts), (Prompts, options.Prompts), (Store, options.Store), (Json, options.Json), (Trials, options.Trials)));
        return errors.Count == 0 ? options : throw new InputException(errors);
    }

    private static Option<string[]> List(string name, string example, string description) =>
        new(name) { HelpName = example, Description = description, AllowMultipleArgumentsPerToken = true };

    private static Option<int?> Number(string name, int least, int most, string description) => new(name)
    {
        HelpName = "N",
        Description = description,
        CustomParser = result =>
        {
            string text = result.Tokens.Count == 1 ? result.Tokens[0].Value : "";
            if (int.TryParse(text, System.Globalization.NumberStyles.AllowLeadingSign, null, out int number) && number >= least && number <= most) return number;
            string range = most == int.MaxValue ? (least == int.MinValue ? "a whole number" : $"a whole number of at least {least}") : $"a whole number from {least} to {most}";
            result.AddError($"{name}: found '{text}'; expected {range}");
            return null;
        },
    };

    private delegate bool Reader<T>(string text, out T value);

    private static List<T> Values<T>(ParseResult result, Option<string[]> option, List<InputError> errors, string expected, Reader<T> read)
    {
        var values = new List<T>();
        foreach (string text in (result.GetValue(option) ?? []).SelectMany(static text => text.Split(',', StringSplitOptions.TrimEntries)))
        {
            if (read(text, out T value)) values.Add(value);
            else errors.Add(new InputError(option.Name, null, null, $"'{VisibleText.Of(text)}'", expected));
        }

        return values;
    }

    private static string? Text(ParseResult result, Option<string> option, List<InputError> errors)
    {
        string? text = result.GetValue(option);
        if (text is not null && string.IsNullOrWhiteSpace(text)) errors.Add(new InputError(option.Name, null, null, "nothing", "a value"));
        return text;
    }

    // What is written last would be all that is left of the others.
    private static IEnumerable<InputError> SameFiles(params (Option<string> Option, string? Path)[] files) => files
        .Where(static file => !string.IsNullOrWhiteSpace(file.Path))
        .GroupBy(static file => Path.GetFullPath(file.Path!), static file => file.Option.Name, StringComparer.Ordinal)
        .Where(static group => group.Count() > 1)
        .Select(static group => new InputError(string.Join(", ", group), null, null, $"the one file '{VisibleText.Of(group.Key)}'", "a file for each"));

    // Found out before the run rather than after it.
    private static string? OutputFile(ParseResult result, Option<string> option, List<InputError> errors)
    {
        string? path = Text(result, option, errors);
        if (string.IsNullOrWhiteSpace(path)) return path;
        string folder = Path.GetDirectoryName(Path.GetFullPath(path)) ?? "";
        if (Directory.Exists(path)) errors.Add(new InputError(option.Name, null, null, $"the folder '{VisibleText.Of(path)}'", "a file"));
        else if (!Directory.Exists(folder)) errors.Add(new InputError(option.Name, null, null, $"no folder '{VisibleText.Of(folder)}'", "a file in a folder that exists"));
        return path;
    }
}
