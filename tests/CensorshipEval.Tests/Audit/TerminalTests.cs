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
        Ended ended = (await InTerminalAsync("--samples", "20")).ShouldEndWith(0);
        ended.Output.ShouldContain("━");
        ended.Output.ShouldContain('%');
        ended.Output.ShouldContain(" trials, ");
        ended.Output.LastIndexOf(Escape + "[?25h", StringComparison.Ordinal).ShouldBeGreaterThan(ended.Output.LastIndexOf(Escape + "[?25l", StringComparison.Ordinal));
        ended.Output.ShouldContain("CN, sensitive");
    }

    [Fact]
    public async Task A_hostile_model_name_draws_nothing_on_a_terminal()
    {
        _folder.Write("answers.jsonl", RecordedAnswer.Row("1", model: "\u001B]0;title\a\u001B[31mred\u202E\u009B2J[blink]x[/]"));
        Ended ended = (await InTerminalAsync("--transcripts", "answers.jsonl")).ShouldEndWith(0);
        ended.Output.ShouldNotContain(Escape + "]0;");
        ended.Output.ShouldNotContain(Escape + "[31mred");
        ended.Output.ShouldNotContain('\u202E');
        ended.Output.ShouldNotContain('\u009B');
        ended.Output.ShouldContain("\\u001B]0;title");
    }

    private async Task<Ended> InTerminalAsync(params string[] arguments)
    {
        if (!OperatingSystem.IsLinux() || !File.Exists("/usr/bin/script"))
            Assert.Skip("A terminal is imitated by the program 'script' of util-linux, which is not installed (Debian: apt-get install bsdutils).");
        using var terminal = new ChildProcess(_folder.Path, "/usr/bin/script", "-qec", "stty cols 160 rows 50; " + AuditFolder.CommandLine(arguments), "/dev/null");
        return await terminal.EndAsync();
    }
}
