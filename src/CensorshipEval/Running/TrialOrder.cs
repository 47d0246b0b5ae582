namespace CensorshipEval.Running;

/// <summary>In which order a target is asked.</summary>
public enum TrialOrder
{
    /// <summary>Roles, languages, families and samples in one seeded shuffle, so that drift of a provider falls on all of them alike.</summary>
    Interleaved,

    /// <summary>As the plan lists them: for recorded answers, where there is nothing to drift.</summary>
    Sequential,
}
