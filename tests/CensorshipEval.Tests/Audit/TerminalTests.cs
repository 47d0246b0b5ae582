using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace CensorshipEval.Tests.Audit;

public sealed partial class TerminalTests : IDisposable
{
    private const char Escape = '\u001B';

    private static readonly string[] Few = ["--jurisdictions", "CN", "--max-prompts", "150"];

    private readonly AuditFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Redirected_output_has_no_escape_sequence_and_stands_in_two_streams()
    {
        Ended ended = (await _folder.RunAsync(Few)).ShouldEndWith(0);
        (ended.Output + ended.Error).ShouldNotContain(Escape);
        (ended.Output + ended.Error).ShouldNotContain('\r');
        ended.Output.ShouldContain("simulated-censor");
        ended.Output.ShouldContain("simulated-open");
        ended.Output.ShouldContain(" CN ");
        ended.Output.ShouldContain("zh-Hans");
        ended.Output.ShouldContain("simulations");
        ended.Output.ShouldContain("--transcripts FILE.jsonl");
        ended.Output.ShouldContain("What was measured equals what was planted in every cell.");
        ended.Error.ShouldStartWith("Run ");
        ended.Error.ShouldNotContain(" CN ");
    }

    [Fact]
    public async Task A_terminal_is_shown_a_progress_bar_and_gets_its_cursor_back()
    {
        Ended ended = (await InTerminalAsync("", ["--samples", "20", .. Few])).ShouldEndWith(0);
        ended.Output.ShouldContain("━");
        ended.Output.ShouldContain('%');
        ended.Output.ShouldContain(" trials, ");
        ShouldShowTheCursorAgain(ended.Output);
        ended.Output.ShouldContain(" CN ");
    }

    [Fact]
    public async Task What_is_left_of_a_resumed_run_is_counted_against_the_whole_of_it()
    {
        (await _folder.RunAsync(["--store", "runs.db", "--json", "summary.json", .. Few])).ShouldEndWith(0);
        JsonObject summary = _folder.ReadJson("summary.json");
        Ended ended = (await InTerminalAsync("", "--resume", (string)summary["run"]!, "--store", "runs.db")).ShouldEndWith(0);
        ended.Output.ShouldContain($"{(long)summary["totals"]!["trials"]!} of {(long)summary["totals"]!["trials"]!} trials");
    }

    [Theory]
    [InlineData("TERM=xterm-256color COLORTERM=truecolor", "[38;2;")]
    [InlineData("TERM=xterm-256color COLORTERM=", "[38;5;")]
    [InlineData("TERM=xterm-256color COLORTERM=truecolor NO_COLOR=1", null)]
    [InlineData("TERM=dumb COLORTERM=truecolor", null)]
    public async Task The_table_is_coloured_as_the_terminal_allows(string environment, string? colour)
    {
        Ended ended = (await InTerminalAsync($"export {environment}; ", Few)).ShouldEndWith(0);
        string results = ended.Output[ended.Output.IndexOf("simulated-censor: refused or blocked", StringComparison.Ordinal)..];
        results.ShouldContain('▓');
        if (colour is null) results.ShouldNotContain(Escape);
        else results.ShouldContain(Escape + colour);
    }

    [Fact]
    public async Task Ctrl_C_on_a_terminal_gives_the_cursor_back_and_shows_the_command_in_one_piece()
    {
        string store = new string('x', 120) + ".db";
        // exec: the shell that wrote its id becomes the audit, and the signal goes to it alone.
        using ChildProcess terminal = StartInTerminal("echo $$ > audit.pid; exec ", 160, ["--samples", "1000", .. Few, "--store", store]);
        await terminal.UntilAsync(() => _folder.Exchanges(store) > 200, () => ChildProcess.Signal("INT", File.ReadAllText(_folder.File("audit.pid")).Trim()));
        Ended ended = (await terminal.EndAsync()).ShouldEndWith(130);
        ended.Output.ShouldContain("Go on with: dotnet run --project samples/Audit -- --resume ");
        ended.Output.ShouldContain(" --store " + store);
        ShouldShowTheCursorAgain(ended.Output);
    }

    [Fact]
    public async Task A_hostile_model_name_draws_nothing_on_a_terminal()
    {
        _folder.Write("answers.jsonl", RecordedAnswer.Row("1", model: "\u001B]0;title\a\u001B[31mred\u202E\u009B2J[blink]x[/]"));
        Ended ended = (await InTerminalAsync("", "--transcripts", "answers.jsonl")).ShouldEndWith(0);
        ended.Output.ShouldNotContain(Escape + "]0;");
        ended.Output.ShouldNotContain(Escape + "[31mred");
        ended.Output.ShouldNotContain('\u202E');
        ended.Output.ShouldNotContain('\u009B');
        ended.Output.ShouldContain("\\u001B]0;title");
    }

    private static void ShouldShowTheCursorAgain(string output)
    {
        int hidden = output.LastIndexOf(Escape + "[?25l", StringComparison.Ordinal);
        hidden.ShouldBeGreaterThanOrEqualTo(0, "the progress bar hides it");
        output.LastIndexOf(Escape + "[?25h", StringComparison.Ordinal).ShouldBeGreaterThan(hidden);
    }

    [Fact]
    public async Task A_terminal_of_80_columns_shows_six_languages_with_every_rate_in_one_piece()
    {
        Ended ended = (await InTerminalAsync("", 80, ["--languages", "de,en,fr,id,ja,zh", .. Few])).ShouldEndWith(0);
        string[] lines = Lines(ended.Output);
        lines.Count(static line => HeaderOfLanguages().IsMatch(line)).ShouldBe(2, "one for each model");
        lines.Count(static line => RowOfLanguages().IsMatch(line)).ShouldBe(2);
        ShouldFit(lines, 80);
    }

    [Fact]
    public async Task A_terminal_of_80_columns_shows_each_group_of_answers_with_every_number_in_one_piece()
    {
        const string model = "gpt-4o-mini-2024-07-18";
        _folder.Write("answers.jsonl", [.. Enumerable.Range(0, 120).Select(static i => RecordedAnswer.Row(
            $"{i}", model, i % 2 == 0 ? "zh-Hans" : "zh-Hant", "p", "I'm sorry, but I can't help with that.", ("role", "Sensitive"), ("jurisdiction", "CN")))]);
        Ended ended = (await InTerminalAsync("", 80, "--transcripts", "answers.jsonl")).ShouldEndWith(0);
        string[] lines = Lines(ended.Output);
        lines.Count(static line => RowOfRates().IsMatch(line)).ShouldBe(2, ended.Output);
        lines.Count(static line => RowOfPlaces().IsMatch(line)).ShouldBe(2, ended.Output);
        ShouldFit(lines, 80);
    }

    [Fact]
    public async Task A_narrower_terminal_shows_the_languages_in_several_tables()
    {
        Ended ended = (await InTerminalAsync("", 50, ["--languages", "de,en,fr,id,ja,zh", "--roles", "Sensitive", .. Few])).ShouldEndWith(0);
        string[] lines = Lines(ended.Output);
        string[] headers = [.. lines.Where(static line => line.StartsWith(" Topic ", StringComparison.Ordinal))];
        headers.Length.ShouldBeInRange(4, 6, "two or three languages at once for each of two models");
        foreach (string language in new[] { "de", "en", "fr", "id", "ja", "zh-Hans" })
            headers.Count(header => header.Split(' ').Contains(language)).ShouldBe(2, language);
        lines.Count(static line => line.StartsWith(" all ", StringComparison.Ordinal)).ShouldBe(headers.Length);
        ShouldFit(lines, 50);
    }

    [GeneratedRegex(@"\x1B\[[0-9;?]*[A-Za-z]", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex ControlSequence();

    [GeneratedRegex(@"^ Topic +n +de +en +fr +id +ja +zh-Hans *$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex HeaderOfLanguages();

    [GeneratedRegex(@"^ covid +\d+( +\d+\*? \(\d+\)[░▒▓█]?){6} *$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex RowOfLanguages();

    [GeneratedRegex(@"^ gpt-4o-mini-\S+ +CN +zh-Han[st] +sensitive +100 +5–100 +100–100 +60 +1\* *$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex RowOfRates();

    [GeneratedRegex(@"^ gpt-4o-mini-\S+ +CN +zh-Han[st] +sensitive +0 +0 +0 +60 +0 *$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex RowOfPlaces();

    /// <summary>What was printed, without colours and without the frames of the progress bar.</summary>
    private static string[] Lines(string output) => ControlSequence().Replace(output, "").ReplaceLineEndings("\n").Split('\n');

    private static void ShouldFit(string[] lines, int width)
    {
        // The terminal folds what does not fit, but what was written to it is one line still; notes are long on purpose, so that a command can be copied.
        int results = Array.FindIndex(lines, static line => line.Contains("refused or blocked", StringComparison.OrdinalIgnoreCase));
        results.ShouldBeGreaterThanOrEqualTo(0);
        foreach (string line in lines.Skip(results)) line.Length.ShouldBeLessThanOrEqualTo(width, line);
    }

    private Task<Ended> InTerminalAsync(string before, params string[] arguments) => InTerminalAsync(before, 160, arguments);

    private async Task<Ended> InTerminalAsync(string before, int columns, params string[] arguments)
    {
        using ChildProcess terminal = StartInTerminal(before, columns, arguments);
        return await terminal.EndAsync();
    }

    private ChildProcess StartInTerminal(string before, int columns, params string[] arguments)
    {
        if (!OperatingSystem.IsLinux() || !File.Exists("/usr/bin/script"))
            Assert.Skip("A terminal is imitated by the program 'script' of util-linux, which is not installed (Debian: apt-get install bsdutils).");
        return new ChildProcess(_folder.Path, "/usr/bin/script", "-qec", $"stty cols {columns} rows 50; " + before + AuditFolder.CommandLine(arguments), "/dev/null");
    }
}
