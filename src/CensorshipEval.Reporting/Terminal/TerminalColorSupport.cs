namespace CensorshipEval.Reporting.Terminal;

/// <summary>Finds out which colours may be drawn.</summary>
public static class TerminalColorSupport
{
    /// <summary>
    /// The colours of the terminal by its environment: none where output is redirected, <c>NO_COLOR</c> is set or <c>TERM</c> is <c>dumb</c>; else what <c>COLORTERM</c>, <c>TERM</c> and
    /// <c>WT_SESSION</c> promise. A terminal that promises fewer than 256 colours gets none, since tables read without.
    /// </summary>
    /// <param name="isRedirected">Whether output goes to a file or a pipe.</param>
    /// <param name="variable">Gives a variable of the environment; <see langword="null"/> reads those of the process.</param>
    public static TerminalColors Detect(bool isRedirected, Func<string, string?>? variable = null)
    {
        variable ??= Environment.GetEnvironmentVariable;
        string terminal = variable("TERM") ?? "";
        if (isRedirected || !string.IsNullOrEmpty(variable("NO_COLOR")) || terminal is "dumb") return TerminalColors.None;
        if (variable("COLORTERM") is "truecolor" or "24bit" || terminal.EndsWith("-direct", StringComparison.Ordinal) || !string.IsNullOrEmpty(variable("WT_SESSION"))) return TerminalColors.TrueColor;
        return terminal.Contains("256color", StringComparison.Ordinal) ? TerminalColors.Palette256 : TerminalColors.None;
    }

    /// <summary>Whether the terminal says in <c>COLORFGBG</c> that its background is bright; few terminals say anything.</summary>
    /// <param name="variable">Gives a variable of the environment; <see langword="null"/> reads those of the process.</param>
    public static bool HasLightBackground(Func<string, string?>? variable = null) =>
        (variable ?? Environment.GetEnvironmentVariable)("COLORFGBG")?.Split(';')[^1] is "7" or "15";
}
