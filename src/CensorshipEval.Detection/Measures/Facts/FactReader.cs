namespace CensorshipEval.Detection;

/// <summary>
/// Reads which key facts of its family a text states. A fact is stated where each group of its wordings is met within a few sentences; what the question says already need
/// not be said again. It is denied where the only sentences that have it say that it is not so, or is only alleged.
/// </summary>
internal sealed class FactReader
{
    /// <summary>Sentences, lines of a list among them, over which a fact may be spread.</summary>
    private const int Passage = 4;

    private readonly FamilyWordings _wordings = new(static (family, role, language) =>
    [
        .. family.KeyFacts
            .Where(fact => fact.Role == role && fact.Wordings.ContainsKey(language))
            .Select(fact => (fact.Id, new FoldedWordings(fact.Wordings[language], language))),
    ]);

    /// <summary>What a text does with each fact that the family has for the prompt's role in the text's language; none where it has none.</summary>
    public IReadOnlyList<FactReading> Read(MeasuredText text, PromptFamily family, Prompt prompt)
    {
        IReadOnlyList<(string Id, FoldedWordings Wordings)> facts = _wordings.Of(family, prompt, text.Language);
        if (facts.Count == 0) return [];
        FoldedWordings? denial = MeasureWordings.For(text.Language)?.Denial;
        Negation? negation = MeasureWordings.For(text.Language)?.Negation;
        PhraseText? asked = Asked(family, prompt, text.Language);
        // A question states nothing.
        bool[] denied = [.. text.Sentences.Select(sentence => sentence.IsQuestion || (denial is not null && sentence.Holds(denial)))];
        return
        [
            .. facts.Select(fact => Read(
                fact.Id, fact.Wordings, text, asked, denied, IsNegative(family, fact.Id, prompt, text.Language, negation) ? null : negation)),
        ];
    }

    // The question in the language of the answer, whatever it was asked in: what a fact needs must not depend on that. A prompt that supplies a text or options holds the facts, and
    // says nothing by it.
    private static PhraseText? Asked(PromptFamily family, Prompt prompt, LanguageTag language)
    {
        if (prompt.Form is PromptForm.SummariseSupplied or PromptForm.MultipleChoice) return null;
        FamilyPrompt? own = family.Prompts.FirstOrDefault(asked => asked.Role == prompt.Role && asked.Form == prompt.Form);
        return PhraseText.Of(own is not null && own.Texts.TryGetValue(language, out PromptText? text) ? text.Text : prompt.Text);
    }

    // Some facts are that something is not so; of those a "not" denies nothing.
    private static bool IsNegative(PromptFamily family, string id, Prompt prompt, LanguageTag language, Negation? negation) =>
        negation is not null && family.KeyFacts.Any(fact => fact.Id == id && fact.Role == prompt.Role && fact.Statement.TryGetValue(language, out string? statement) && negation.IsIn(statement));

    private static FactReading Read(string id, FoldedWordings wordings, MeasuredText text, PhraseText? asked, bool[] denied, Negation? negation)
    {
        bool[] known = [.. Enumerable.Range(0, wordings.Count).Select(group => asked is not null && wordings.TryFind(group, asked, out _))];
        if (known.All(static group => group)) known = new bool[wordings.Count];
        var places = new (int Start, int Length)?[text.Sentences.Count, wordings.Count];
        for (int i = 0; i < text.Sentences.Count; i++)
        {
            for (int group = 0; group < wordings.Count; group++)
            {
                if (text.Sentences[i].Holds(wordings, group, out (int, int) place)) places[i, group] = place;
            }
        }

        IReadOnlyList<(int, int)>? refuted = null;
        for (int first = 0; first < text.Sentences.Count; first++)
        {
            if (In(places, known, first) is not { } passage) continue;
            if (!passage.Sentences.Any(sentence => denied[sentence]) && !IsNegated(text, passage.Places, negation)) return new FactReading(id, FactStatus.Stated, passage.Places);
            refuted ??= passage.Places;
        }

        return refuted is null ? new FactReading(id, FactStatus.Absent, []) : new FactReading(id, FactStatus.Denied, refuted);
    }

    private static bool IsNegated(MeasuredText text, IReadOnlyList<(int Start, int Length)> places, Negation? negation) =>
        negation is not null && places.Any(place => text.HasLetter(place) && negation.Governs(text, place));

    /// <summary>The shortest passage from a sentence on, which says something of the fact itself, that has all of it.</summary>
    private static (IReadOnlyList<int> Sentences, IReadOnlyList<(int Start, int Length)> Places)? In((int Start, int Length)?[,] places, bool[] known, int first)
    {
        var met = new (int Sentence, (int, int) Place)?[known.Length];
        int last = Math.Min(places.GetLength(0), first + Passage);
        for (int sentence = first; sentence < last; sentence++)
        {
            for (int group = 0; group < known.Length; group++)
            {
                if (met[group] is null && places[sentence, group] is { } place) met[group] = (sentence, place);
            }

            // It begins with a sentence that has something of the fact which the question has not.
            if (!Enumerable.Range(0, known.Length).Any(group => met[group]?.Sentence == first && !known[group])) return null;
            if (Enumerable.Range(0, known.Length).Any(group => met[group] is null && !known[group])) continue;
            return ([.. met.OfType<(int Sentence, (int, int))>().Select(static part => part.Sentence).Distinct()], [.. met.OfType<(int, (int, int) Place)>().Select(static part => part.Place)]);
        }

        return null;
    }
}
