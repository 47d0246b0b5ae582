namespace CensorshipEval;

/// <summary>What an update of a streamed answer did to the text shown so far.</summary>
public enum StreamUpdateKind
{
    /// <summary>It added text.</summary>
    Append,

    /// <summary>It put another text in place of all that was shown; with no text, it withdrew it.</summary>
    Replace,
}
