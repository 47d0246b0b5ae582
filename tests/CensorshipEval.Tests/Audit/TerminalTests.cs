namespace CensorshipEval.Tests.Audit;

public sealed class TerminalTests : IDisposable
{
    private const char Escape = '\u001B';

    private readonly AuditFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Redirected_output_has_no_escape_sequence_and_stands_in_two_streams()
    {
        Ended ended = (await _folder.RunAsync()).ShouldEndWith(0);
        (ended.Output + ended.Error).ShouldNotContain(Escape);
        (ended.Output + ended.Error).ShouldNotContain('\r');
        ended.Output.ShouldContain("simulated-censor");
        ended.Output.ShouldContain("simulated-open");
        ended.Output.ShouldContain("CN, sensitive");
        ended.Output.ShouldContain("zh-Hans");
        ended.Output.ShouldContain("simulations");
        ended.Output.ShouldContain("--transcripts FILE.jsonl");
        ended.Output.ShouldContain("The measured rate equals the planted one in every cell.");
        ended.Error.ShouldStartWith("Run ");
        ended.Error.ShouldNotContain("CN, sensitive");
    }

    [Fact]
    public async Task A_terminal_is_shown_a_progress_bar_and_gets_its_cursor_back()
    {
        Ended ended = (await InTerminalAsync("", "--samples", "20")).ShouldEndWith(0);
        ended.Output.ShouldContain("━");
        ended.Output.ShouldContain('%');
        ended.Output.ShouldContain(" trials, ");
        ShouldShowTheCursorAgain(ended.Output);
        ended.Output.ShouldContain("CN, sensitive");
    }

    [Fact]
    public async Task Ctrl_C_on_a_terminal_gives_the_cursor_back_and_shows_the_command_in_one_piece()
    {
        // timeout, of coreutils, sends the signal to the audit alone.
        Ended ended = (await InTerminalAsync("timeout --preserve-status --foreground -s INT 3 ", "--samples", "300", "--store", new string('x', 120) + ".db")).ShouldEndWith(130);
        ended.Output.ShouldContain("Go on with: dotnet run --project samples/Audit -- --resume ");
        ended.Output.ShouldContain(" --store " + new string('x', 120) + ".db");
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

    private async Task<Ended> InTerminalAsync(string before, params string[] arguments)
    {
        if (!OperatingSystem.IsLinux() || !File.Exists("/usr/bin/script"))
            Assert.Skip("A terminal is imitated by the program 'script' of util-linux, which is not installed (Debian: apt-get install bsdutils).");
        using var terminal = new ChildProcess(_folder.Path, "/usr/bin/script", "-qec", "stty cols 160 rows 50; " + before + AuditFolder.CommandLine(arguments), "/dev/null");
        return await terminal.EndAsync();
    }
}
