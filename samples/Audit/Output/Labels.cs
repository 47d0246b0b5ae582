namespace CensorshipEval.Samples.Audit.Output;

/// <summary>Short names for the keys of a table, so that it fits a narrow terminal.</summary>
internal static class Labels
{
    public static string Of(Jurisdiction jurisdiction) => jurisdiction == Jurisdiction.None ? "any" : jurisdiction.Code;

    public static string Of(PromptRole? role) => role switch
    {
        null => "–",
        PromptRole.SafetyControl => "safety",
        { } known => known.ToString().ToLowerInvariant(),
    };
}
