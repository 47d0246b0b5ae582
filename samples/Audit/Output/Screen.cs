using CensorshipEval.Analysis;
using CensorshipEval.Reporting.Terminal;
using Spectre.Console;

namespace CensorshipEval.Samples.Audit.Output;

/// <summary>Where things are printed: results to standard output, the rest to standard error, nothing when quiet.</summary>
internal sealed class Screen
{
    private const int WidthWhenRedirected = 140;

    public Screen(bool quiet)
    {
        IsQuiet = quiet;
        Results = Console(System.Console.Out, System.Console.IsOutputRedirected);
        Notes = Console(System.Console.Error, System.Console.IsErrorRedirected);
    }

    public bool IsQuiet { get; }

    public IAnsiConsole Results { get; }

    public IAnsiConsole Notes { get; }

    /// <summary>A line about the run. Whatever stands in it is shown as text, never interpreted, and never folded: commands are to be copied.</summary>
    public void Say(string line)
    {
        if (!IsQuiet) SayAlways(line);
    }

    /// <summary>The same even when quiet: why an audit is not whole, and how to go on.</summary>
    public void SayAlways(string line) => Notes.Profile.Out.Writer.WriteLine(VisibleText.Of(line));

    /// <summary>A heat table, as wide as results may be and with the colours that the terminal has.</summary>
    public void Show(RunAnalysis analysis, RunAnalysis? expected = null)
    {
        string table = HeatTable.Of(analysis, new HeatTableOptions
        {
            Width = Math.Clamp(Results.Profile.Width, 30, 10_000), Colors = TerminalColorSupport.Detect(System.Console.IsOutputRedirected),
            LightBackground = TerminalColorSupport.HasLightBackground(), Expected = expected, ExpectedName = "planted",
        });
        Results.Profile.Out.Writer.Write(table);
    }

    /// <summary>A cell that shows foreign text: visible, short, and not as markup.</summary>
    public static Text Foreign(string text) => new(Short(text));

    /// <summary>Foreign text as a name within a line: visible and short.</summary>
    public static string Short(string text)
    {
        const int longest = 40;
        return VisibleText.Of(text.Length > longest ? text[..longest] + "…" : text);
    }

    private static IAnsiConsole Console(TextWriter writer, bool redirected)
    {
        // Colours are for a terminal; a file or a pipe gets the same table without them.
        IAnsiConsole console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Out = new AnsiConsoleOutput(writer),
            Ansi = redirected ? AnsiSupport.No : AnsiSupport.Detect,
            ColorSystem = redirected ? ColorSystemSupport.NoColors : ColorSystemSupport.Detect,
            Interactive = redirected ? InteractionSupport.No : InteractionSupport.Detect,
        });
        if (redirected) console.Profile.Width = WidthWhenRedirected;
        return console;
    }
}
