namespace CensorshipEval.Detection;

internal enum FinishKind
{
    /// <summary>None was sent.</summary>
    None,
    Stop,
    Length,
    Block,
    Unknown,
}
