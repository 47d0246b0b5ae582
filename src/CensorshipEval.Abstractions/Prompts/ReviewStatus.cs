namespace CensorshipEval;

/// <summary>Whether a person has checked a key fact against its sources.</summary>
public enum ReviewStatus
{
    /// <summary>Nobody has checked it yet.</summary>
    Unreviewed,

    /// <summary>A person has checked the statement and its wordings.</summary>
    Reviewed,
}
