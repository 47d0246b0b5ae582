using System.CommandLine;
using CensorshipEval.Corpora;
using CensorshipEval.Export;
using CensorshipEval.Linting;
using CensorshipEval.Samples.Terminal;

namespace CensorshipEval.Samples.CorpusTool;

/// <summary>The commands and options of the command line.</summary>
internal static class CorpusCommand
{
    private static readonly Option<string> Folder = new("--corpus") { HelpName = "FOLDER", Description = "A corpus of your own: a folder of family files. Without it the built-in corpus.", Recursive = true };

    private static readonly Option<string> Out = new("--out") { HelpName = "FILE.jsonl", Description = "Where to write the prompts.", Required = true };

    private static readonly Option<string> Manifest = new("--manifest") { HelpName = "FILE", Description = "The manifest. Default manifest.sha256 in the folder; for the built-in corpus the one built in." };

    private static readonly Option<bool> Write = new("--write") { Description = "Write the manifest of the files as they are instead of comparing. Refused where the content changed and the version in corpus.json did not." };

    public static Task<int> InvokeAsync(string[] args, CancellationToken cancellationToken)
    {
        var lint = new Command("lint", "Looks the corpus over for what its loader does not forbid: missing languages, texts in the wrong language, near-duplicates, unequal lengths, operational wording, too few facts or sources.");
        var stats = new Command("stats", "Prints what the corpus covers, as a table in Markdown.");
        var export = new Command("export", "Writes every prompt as a line of JSON, as samples/Audit --prompts reads it.") { Out };
        var verify = new Command("verify", "Compares every file with the manifest.") { Manifest, Write };
        CommandLine.Does(lint, LintAsync, cancellationToken);
        CommandLine.Does(stats, StatsAsync, cancellationToken);
        CommandLine.Does(export, ExportAsync, cancellationToken);
        CommandLine.Does(verify, VerifyAsync, cancellationToken);
        return CommandLine.InvokeAsync(new RootCommand("Checks, counts and exports a corpus of prompt families.") { Folder, lint, stats, export, verify }, args, cancellationToken);
    }

    private static async Task<int> LintAsync(ParseResult result, CancellationToken cancellationToken)
    {
        IPromptCorpus corpus = await LoadAsync(result, cancellationToken);
        IReadOnlyList<LintFinding> findings = CorpusLint.Check(corpus, corpus.Info.Canary == PromptCorpus.BuiltIn.Info.Canary ? LintOptions.BuiltIn : null, cancellationToken);
        foreach (LintFinding finding in findings) Console.WriteLine(VisibleText.Of(finding.ToString()));
        Console.WriteLine($"{Describe(corpus)}: {(findings.Count == 0 ? "nothing found" : $"{findings.Count} findings")}");
        return findings.Count > 0 ? ExitCode.Found : ExitCode.Done;
    }

    private static async Task<int> StatsAsync(ParseResult result, CancellationToken cancellationToken)
    {
        IPromptCorpus corpus = await LoadAsync(result, cancellationToken);
        Console.Write(new CorpusCoverage(corpus).ToMarkdown());
        Console.WriteLine();
        Console.WriteLine(Describe(corpus));
        return ExitCode.Done;
    }

    private static async Task<int> ExportAsync(ParseResult result, CancellationToken cancellationToken)
    {
        var errors = new List<InputError>();
        string? path = CommandLine.OutputFile(result, Out, errors);
        if (errors.Count > 0) throw new InputException(errors);
        IPromptCorpus corpus = await LoadAsync(result, cancellationToken);
        await PromptExport.WriteAsync(path!, corpus.Prompts, cancellationToken);
        Console.WriteLine($"{corpus.Prompts.Count} prompts written to {VisibleText.Of(path!)}");
        return ExitCode.Done;
    }

    private static async Task<int> VerifyAsync(ParseResult result, CancellationToken cancellationToken)
    {
        string? folder = FolderOf(result);
        CorpusManifest actual = folder is null ? CorpusManifest.OfBuiltIn() : await CorpusManifest.OfFolderAsync(folder, cancellationToken);
        string? path = result.GetValue(Manifest) ?? (folder is null ? null : Path.Combine(folder, CorpusManifest.FileName));
        CorpusManifest? expected = path is null ? CorpusManifest.BuiltIn : File.Exists(path) ? CorpusManifest.Parse(await File.ReadAllTextAsync(path, cancellationToken), path) : null;
        if (result.GetValue(Write))
        {
            if (path is null) throw new InputException(new InputError("--write", null, null, "no file to write to", "--manifest FILE, or --corpus FOLDER"));
            if (expected?.NeedsNewVersion(actual) is true)
                throw new InputException(new InputError(VisibleText.Of(path), null, null, $"changed content ({string.Join(", ", expected.Differences(actual).Take(3))}) under the same version", "a higher version in corpus.json"));
            await File.WriteAllTextAsync(path, actual.ToString(), cancellationToken);
            Console.WriteLine($"{actual.Files.Count} files written to {VisibleText.Of(path)}; the corpus is sha256:{actual.Sha256}");
            return ExitCode.Done;
        }

        if (expected is null) throw new InputException(new InputError(VisibleText.Of(path!), null, null, "no such file", "a manifest (verify --write makes one)"));
        IReadOnlyList<string> differences = expected.Differences(actual);
        foreach (string difference in differences) Console.WriteLine(VisibleText.Of(difference));
        if (expected.NeedsNewVersion(actual)) Console.WriteLine("The content changed and the version did not: raise it in corpus.json, then run verify --write.");
        if (differences.Count > 0) return ExitCode.Found;
        Console.WriteLine($"{actual.Files.Count} files are as the manifest says; the corpus is sha256:{actual.Sha256}");
        return ExitCode.Done;
    }

    private static async Task<IPromptCorpus> LoadAsync(ParseResult result, CancellationToken cancellationToken) =>
        FolderOf(result) is { } folder ? await PromptCorpus.LoadFolderAsync(folder, cancellationToken) : PromptCorpus.BuiltIn;

    private static string? FolderOf(ParseResult result) => result.GetValue(Folder) is not { } folder ? null : !string.IsNullOrWhiteSpace(folder)
        ? folder
        : throw new InputException(new InputError("--corpus", null, null, "nothing", "a folder of family files"));

    private static string Describe(IPromptCorpus corpus) =>
        $"{VisibleText.Of(corpus.Info.Name)} {VisibleText.Of(corpus.Info.Version)}: {corpus.Families.Count} families, {corpus.Prompts.Count} prompts";
}
