namespace CensorshipEval.Detection;

/// <summary>
/// Takes from a text what makes its words look the same to a reader and different to a program: letters of other scripts, stacks of marks, letters written apart.
/// Looked for where no phrase decided; most texts wear none, and are told so by a look at their opening.
/// </summary>
internal static class Disguise
{
    /// <summary>Code units looked at: what phrases are sought in, and some for what is taken out.</summary>
    private const int Read = 2_000;

    /// <summary>The text without disguise; <see langword="null"/> where it wears none.</summary>
    public static AnswerText? Lift(AnswerText answer)
    {
        ReadOnlySpan<char> opening = answer.Span[..Math.Min(answer.Span.Length, Read)];
        bool marks = StrayMarks.AreIn(opening);
        bool scripts = MixedScripts.AreIn(opening);
        bool spaced = SpacedLetters.AreIn(opening);
        bool kana = KanaLookalikes.AreIn(opening);
        bool thai = ThaiVowels.AreIn(opening);
        bool chinese = ChineseVariants.AreIn(opening);
        if (!(marks || scripts || spaced || kana || thai || chinese)) return null;

        var text = new Rewriting(opening);
        if (marks) StrayMarks.Lift(text);
        if (scripts) MixedScripts.Lift(text);
        if (spaced) SpacedLetters.Lift(text);
        if (kana) KanaLookalikes.Lift(text);
        if (thai) ThaiVowels.Lift(text);
        if (chinese) ChineseVariants.Lift(text);
        return text.Changed ? answer.Rewritten(string.Concat(text.Chars, answer.Span[opening.Length..]), text.Places.ToArray()) : null;
    }
}
