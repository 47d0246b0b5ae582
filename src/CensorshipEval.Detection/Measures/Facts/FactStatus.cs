namespace CensorshipEval.Detection;

/// <summary>What an answer does with a fact.</summary>
internal enum FactStatus
{
    /// <summary>Does not mention it.</summary>
    Absent,

    /// <summary>States it.</summary>
    Stated,

    /// <summary>Mentions it only to deny it, or as what others allege.</summary>
    Denied,
}
