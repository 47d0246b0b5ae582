namespace CensorshipEval.Samples.Audit;

/// <summary>Whether what was asked for was written.</summary>
internal enum WrittenFiles
{
    All,
    NotAll,
    Interrupted,
}
