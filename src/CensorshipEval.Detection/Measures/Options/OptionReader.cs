using System.Buffers;

namespace CensorshipEval.Detection;

/// <summary>Reads which option of a multiple choice an answer chooses; where that is doubtful, none.</summary>
internal static class OptionReader
{
    /// <summary>Code units around a letter in which a "not" or a "wrong" sets it aside.</summary>
    private const int Aside = 30;

    private static readonly SearchValues<char> Before = SearchValues.Create(" \r\n*([（【\"“「");

    private static readonly SearchValues<char> Behind = SearchValues.Create(").:,;*\r\n）．、：，。；」』】\"”");

    private static readonly FoldedWordings Wrong = new(
        [["wrong", "incorrect", "false", "ruled out", "not correct", "falsch", "faux", "fausse", "incorrecto", "incorrecta", "falso", "salah", "keliru", "неверн*", "неправильн*", "خطأ", "خاطئ*", "نادرست", "غلط", "yanlış*", "गलत", "ग़लत", "sai", "שגוי*", "לא נכון"]],
        LanguageTag.Parse("en"));

    private static readonly FoldedWordings WrongUnspaced = new([["错误", "錯誤", "不正确", "不正確", "不对", "不對", "誤り", "間違い", "오답", "틀렸", "틀린"]], LanguageTag.Parse("zh-Hans"));

    /// <summary>The choice; <see langword="null"/> where the family's prompt says nothing of options.</summary>
    public static OptionChoice? Read(Exchange exchange, MeasuredText text, PromptFamily? family)
    {
        FamilyPrompt? asked = family?.Prompts.FirstOrDefault(prompt => prompt.Form is PromptForm.MultipleChoice && prompt.Role == exchange.Prompt.Role);
        if (asked?.CorrectOption is null) return null;
        (char Letter, string Text)[] options = [.. Options(exchange.Prompt.Text)];
        var answer = AnswerText.WithoutReasoning(exchange.Text);
        Negation? negation = MeasureWordings.For(text.Language)?.Negation;
        (char Letter, int Start, int Length)? chosen = ByLetter(answer.Span, options, place => IsSetAside(text, negation, (answer.Start + place, 1))) ?? ByText(answer.Span, options);
        return new OptionChoice(asked, chosen?.Letter, answer.Start + (chosen?.Start ?? 0), chosen?.Length ?? 0);
    }

    private static IEnumerable<(char Letter, string Text)> Options(string prompt) =>
        prompt.Split('\n', StringSplitOptions.TrimEntries)
            .Where(static line => line is [>= 'A' and <= 'Z', ')', ' ', ..])
            .Select(static line => (line[0], line[3..].Trim().TrimEnd('.', '。')));

    // A letter that leads the answer decides; elsewhere the only one that is named and not set aside.
    private static (char, int, int)? ByLetter(ReadOnlySpan<char> answer, (char Letter, string Text)[] options, Func<int, bool> isSetAside)
    {
        int found = -1;
        for (int i = 0; i < answer.Length; i++)
        {
            char letter = char.ToUpperInvariant(answer[i]);
            if (!IsNamed(answer, i) || !Array.Exists(options, option => option.Letter == letter) || isSetAside(i)) continue;
            if (!answer[..i].ContainsAnyExcept(Before)) return (letter, i, 1);
            if (found >= 0 && char.ToUpperInvariant(answer[found]) != letter) return null;
            if (found < 0) found = i;
        }

        return found < 0 ? null : (char.ToUpperInvariant(answer[found]), found, 1);
    }

    private static bool IsSetAside(MeasuredText text, Negation? negation, (int Start, int Length) place)
    {
        if (negation?.Governs(text, place) is true) return true;
        int end = text.SentenceOf(place).End;
        var behind = PhraseText.Of(text.Between(place.Start + 1, Math.Min(end, place.Start + 1 + Aside)));
        return Wrong.TryFind(0, behind, out _) || WrongUnspaced.TryFind(0, behind, out _);
    }

    // Not an article or an initial: what stands behind it closes it, or it stands between characters that are no letters of an alphabet. A small letter needs a bracket.
    private static bool IsNamed(ReadOnlySpan<char> text, int at)
    {
        if (at > 0 && (IsAlphabetic(text[at - 1]) || text[at - 1] is '.')) return false;
        char next = at + 1 < text.Length ? text[at + 1] : '\n';
        if (text[at] is >= 'a' and <= 'z') return next is ')' or '）';
        if (text[at] is < 'A' or > 'Z') return false;
        if (next is '.' && at + 2 < text.Length && char.IsLetter(text[at + 2])) return false;
        // "D is right"; an A before a space is an article.
        if (next is ' ' && text[at] is not ('A' or 'I')) return at + 2 < text.Length && char.IsLower(text[at + 2]);
        return Behind.Contains(next) || (char.IsLetter(next) && !IsAlphabetic(next));
    }

    private static bool IsAlphabetic(char c) => (char.IsLetterOrDigit(c) && c < '\u2E80') || c is '\'' or '’' or '-';

    // Otherwise the one option whose words it repeats.
    private static (char, int, int)? ByText(ReadOnlySpan<char> answer, (char Letter, string Text)[] options)
    {
        (char, int, int)? found = null;
        foreach ((char letter, string text) in options)
        {
            int at = text.Length == 0 ? -1 : answer.IndexOf(text, StringComparison.OrdinalIgnoreCase);
            if (at < 0) continue;
            if (found is not null) return null;
            found = (letter, at, text.Length);
        }

        return found;
    }
}
