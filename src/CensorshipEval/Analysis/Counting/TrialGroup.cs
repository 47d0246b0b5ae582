namespace CensorshipEval.Analysis;

/// <summary>What the trials of a group have in common. <see langword="null"/> where they were not told apart, or where nobody said.</summary>
/// <param name="TargetId">The target.</param>
/// <param name="Model">Its model; also given where targets are told apart.</param>
/// <param name="Origin">Country of the model's publisher.</param>
/// <param name="Jurisdiction">Whose authorities are concerned.</param>
/// <param name="Topic">Topic of the prompts.</param>
/// <param name="Language">Language of the prompts.</param>
/// <param name="Role">Role of the prompts.</param>
/// <param name="Form">Form of the prompts.</param>
public readonly record struct TrialGroup(
    string? TargetId = null,
    string? Model = null,
    Jurisdiction? Origin = null,
    Jurisdiction? Jurisdiction = null,
    string? Topic = null,
    LanguageTag? Language = null,
    PromptRole? Role = null,
    PromptForm? Form = null)
    : IComparable<TrialGroup>
{
    /// <summary>By target, model, origin, jurisdiction, topic, language, role and form; what was not told apart first.</summary>
    public int CompareTo(TrialGroup other)
    {
        int order = string.CompareOrdinal(TargetId, other.TargetId);
        if (order == 0) order = string.CompareOrdinal(Model, other.Model);
        if (order == 0) order = Nullable.Compare(Origin, other.Origin);
        if (order == 0) order = Nullable.Compare(Jurisdiction, other.Jurisdiction);
        if (order == 0) order = string.CompareOrdinal(Topic, other.Topic);
        if (order == 0) order = Nullable.Compare(Language, other.Language);
        if (order == 0) order = Nullable.Compare(Role, other.Role);
        return order == 0 ? Nullable.Compare(Form, other.Form) : order;
    }

    /// <summary>The order of <see cref="CompareTo"/>.</summary>
    public static bool operator <(TrialGroup left, TrialGroup right) => left.CompareTo(right) < 0;

    /// <summary>The order of <see cref="CompareTo"/>.</summary>
    public static bool operator >(TrialGroup left, TrialGroup right) => left.CompareTo(right) > 0;

    /// <summary>The order of <see cref="CompareTo"/>.</summary>
    public static bool operator <=(TrialGroup left, TrialGroup right) => left.CompareTo(right) <= 0;

    /// <summary>The order of <see cref="CompareTo"/>.</summary>
    public static bool operator >=(TrialGroup left, TrialGroup right) => left.CompareTo(right) >= 0;
}
