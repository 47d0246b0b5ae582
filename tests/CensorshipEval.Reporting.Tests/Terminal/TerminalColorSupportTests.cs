using CensorshipEval.Reporting.Terminal;

namespace CensorshipEval.Reporting.Tests.Terminal;

public sealed class TerminalColorSupportTests
{
    [Theory]
    [InlineData(false, "TERM=xterm-256color COLORTERM=truecolor", TerminalColors.TrueColor)]
    [InlineData(false, "TERM=xterm-256color COLORTERM=24bit", TerminalColors.TrueColor)]
    [InlineData(false, "TERM=xterm-direct", TerminalColors.TrueColor)]
    [InlineData(false, "WT_SESSION=x", TerminalColors.TrueColor)]
    [InlineData(false, "TERM=screen-256color", TerminalColors.Palette256)]
    [InlineData(false, "TERM=xterm", TerminalColors.None)]
    [InlineData(false, "", TerminalColors.None)]
    [InlineData(true, "TERM=xterm-256color COLORTERM=truecolor", TerminalColors.None)]
    [InlineData(false, "TERM=dumb COLORTERM=truecolor", TerminalColors.None)]
    [InlineData(false, "TERM=xterm-256color COLORTERM=truecolor NO_COLOR=1", TerminalColors.None)]
    [InlineData(false, "TERM=xterm-256color NO_COLOR=", TerminalColors.Palette256)]
    public void Colours_are_what_the_environment_promises(bool isRedirected, string environment, TerminalColors colors)
    {
        Dictionary<string, string> variables = environment.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(static pair => pair.Split('=')).ToDictionary(static pair => pair[0], static pair => pair[1]);
        TerminalColorSupport.Detect(isRedirected, variables.GetValueOrDefault).ShouldBe(colors);
    }

    [Theory]
    [InlineData("0;15", true)]
    [InlineData("0;default;7", true)]
    [InlineData("15;0", false)]
    [InlineData("", false)]
    [InlineData(null, false)]
    public void A_bright_background_is_one_that_the_terminal_tells_of(string? colors, bool isLight) =>
        TerminalColorSupport.HasLightBackground(name => name == "COLORFGBG" ? colors : null).ShouldBe(isLight);
}
