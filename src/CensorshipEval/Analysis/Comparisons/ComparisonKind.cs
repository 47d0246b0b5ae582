namespace CensorshipEval.Analysis;

/// <summary>What is compared with what.</summary>
public enum ComparisonKind
{
    /// <summary>Two targets of the run: models, or hosts of one model.</summary>
    Targets,

    /// <summary>Two languages, within one target or over all.</summary>
    Languages,
}
