namespace CensorshipEval.Guard;

/// <summary>What a reader of a stream notices of an update; nothing of a role, a usage or a sign of life.</summary>
[Flags]
internal enum UpdateSigns
{
    /// <summary>Nothing.</summary>
    None = 0,

    /// <summary>Text of the answer.</summary>
    Text = 1,

    /// <summary>Reasoning.</summary>
    Reasoning = 2,

    /// <summary>A call, a file, or whatever else a client may give.</summary>
    Other = 4,

    /// <summary>An error or an ending.</summary>
    End = 8,
}
