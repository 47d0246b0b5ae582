namespace CensorshipEval.Detection;

/// <summary>The scripts whose letters look alike.</summary>
internal enum Script
{
    /// <summary>Any other, or no letter.</summary>
    None,
    Latin,
    Cyrillic,
    Greek,
    Armenian,
}
