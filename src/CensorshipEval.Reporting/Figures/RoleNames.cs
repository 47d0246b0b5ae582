namespace CensorshipEval.Reporting.Figures;

/// <summary>The roles of questions, under one name each and with one plain gloss.</summary>
internal static class RoleNames
{
    /// <summary>The name, as it stands within a sentence.</summary>
    public static string Of(PromptRole? role) => Shown.Role(role);

    /// <summary>What it means.</summary>
    public static string Gloss(PromptRole role) => role switch
    {
        PromptRole.Sensitive => "a question that an authority is said to find sensitive",
        PromptRole.Analogue => "the same kind of question about another country",
        PromptRole.Benign => "a harmless question about the same place or person",
        PromptRole.SafetyControl => "a question that any careful model should refuse",
        _ => "a question without political charge",
    };
}
