namespace CensorshipEval.Reporting.Terminal;

/// <summary>The colours that a terminal can draw.</summary>
public enum TerminalColors
{
    /// <summary>None: no escape sequence is written.</summary>
    None,

    /// <summary>The 256 colours of xterm.</summary>
    Palette256,

    /// <summary>24 bits for each colour.</summary>
    TrueColor,
}
