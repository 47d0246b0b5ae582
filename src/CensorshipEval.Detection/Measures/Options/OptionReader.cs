using System.Buffers;

namespace CensorshipEval.Detection;

/// <summary>Reads which option of a multiple choice an answer chooses.</summary>
internal static class OptionReader
{
    private static readonly SearchValues<char> Before = SearchValues.Create(" \r\n*([（【\"“「");

    private static readonly SearchValues<char> Behind = SearchValues.Create(").:,;*\r\n）．、：，。；」』】\"”");

    /// <summary>The choice; <see langword="null"/> where the family's prompt says nothing of options.</summary>
    public static OptionChoice? Read(Exchange exchange, PromptFamily? family)
    {
        FamilyPrompt? asked = family?.Prompts.FirstOrDefault(prompt => prompt.Form is PromptForm.MultipleChoice && prompt.Role == exchange.Prompt.Role);
        if (asked?.CorrectOption is null) return null;
        (char Letter, string Text)[] options = [.. Options(exchange.Prompt.Text)];
        var answer = AnswerText.WithoutReasoning(exchange.Text);
        (char Letter, int Start, int Length)? chosen = ByLetter(answer.Span, options) ?? ByText(answer.Span, options);
        return new OptionChoice(asked, chosen?.Letter, answer.Start + (chosen?.Start ?? 0), chosen?.Length ?? 0);
    }

    private static IEnumerable<(char Letter, string Text)> Options(string prompt) =>
        prompt.Split('\n', StringSplitOptions.TrimEntries)
            .Where(static line => line is [>= 'A' and <= 'Z', ')', ' ', ..])
            .Select(static line => (line[0], line[3..].Trim().TrimEnd('.', '。')));

    // A letter that leads the answer decides; elsewhere the only one that is named.
    private static (char, int, int)? ByLetter(ReadOnlySpan<char> answer, (char Letter, string Text)[] options)
    {
        int found = -1;
        for (int i = 0; i < answer.Length; i++)
        {
            char letter = answer[i];
            if (!IsNamed(answer, i) || !Array.Exists(options, option => option.Letter == letter)) continue;
            if (!answer[..i].ContainsAnyExcept(Before)) return (answer[i], i, 1);
            if (found >= 0 && answer[found] != answer[i]) return null;
            if (found < 0) found = i;
        }

        return found < 0 ? null : (answer[found], found, 1);
    }

    // Not an article or an initial: what stands behind it closes it, or it stands between characters that are no letters of an alphabet.
    private static bool IsNamed(ReadOnlySpan<char> text, int at)
    {
        if (text[at] is < 'A' or > 'Z') return false;
        if (at > 0 && IsAlphabetic(text[at - 1])) return false;
        return at + 1 == text.Length || Behind.Contains(text[at + 1]) || (char.IsLetter(text[at + 1]) && !IsAlphabetic(text[at + 1]));
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
