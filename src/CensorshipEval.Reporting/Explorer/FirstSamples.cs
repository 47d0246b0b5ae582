namespace CensorshipEval.Reporting;

/// <summary>The first sample of each prompt and target by family, form and role: where the kin of an exchange is found.</summary>
internal sealed class FirstSamples
{
    private readonly Dictionary<Form, List<int>> _ofForm = [];

    public FirstSamples(ExchangeIndex index)
    {
        var first = new Dictionary<(int, int), int>();
        for (int i = 0; i < index.Facts.Count; i++)
        {
            ExchangeFact fact = index.Facts[i];
            if (!first.TryGetValue((fact.Target, fact.Prompt), out int known) || fact.Sample < index.Facts[known].Sample) first[(fact.Target, fact.Prompt)] = i;
        }

        // By the seed, so that the order of reading decides nothing.
        foreach (int i in first.Values.OrderBy(i => index.Facts[i].Order))
        {
            PromptFact prompt = index.Prompts[index.Facts[i].Prompt];
            if (prompt.FamilyId is null || prompt.Role is not (PromptRole.Sensitive or PromptRole.Analogue)) continue;
            var form = new Form(index.Facts[i].Target, prompt.FamilyId, prompt.Form, prompt.Role.Value);
            if (!_ofForm.TryGetValue(form, out List<int>? list)) _ofForm.Add(form, list = []);
            list.Add(i);
        }
    }

    /// <summary>Those of the same family and form, in all languages.</summary>
    /// <param name="target">The target.</param>
    /// <param name="prompt">A prompt of the family.</param>
    /// <param name="role">The role looked for: sensitive or analogue, others are not kept.</param>
    public IReadOnlyList<int> Of(int target, PromptFact prompt, PromptRole role) =>
        prompt.FamilyId is { } family && _ofForm.TryGetValue(new Form(target, family, prompt.Form, role), out List<int>? found) ? found : [];

    private readonly record struct Form(int Target, string FamilyId, PromptForm? PromptForm, PromptRole Role);
}
