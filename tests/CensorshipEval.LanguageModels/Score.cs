using CensorshipEval.Detection;

namespace CensorshipEval.LanguageModels;

/// <summary>How often an identifier is right, by language and source, on stretches of 40 and of 200 characters.</summary>
internal static class Score
{
    private const int Most = 1_000;

    public static void Print(ILanguageIdentifier identifier, IReadOnlyList<TextSource> sources, string[] arguments)
    {
        string? shown = arguments is ["--errors", var language] ? language : null;
        Console.WriteLine("| language | source | 40 | texts | 200 | texts | taken for |");
        Console.WriteLine("|---|---|--:|--:|--:|--:|---|");
        var calibration = new SortedDictionary<int, (int Right, int All)>();
        foreach (TextSource source in sources)
        {
            if (shown is not null && source.Language != shown) continue;
            var (right40, all40, wrong) = Count(identifier, source, 40, shown is not null, calibration);
            var (right200, all200, _) = Count(identifier, source, 200, shown is not null, calibration);
            string confused = string.Join(", ", wrong.OrderByDescending(static pair => pair.Value).Take(4).Select(static pair => $"{pair.Key} {pair.Value}"));
            Console.WriteLine($"| {source.Language} | {source.Name} | {Percent(right40, all40)} | {all40} | {Percent(right200, all200)} | {all200} | {confused} |");
        }

        Console.WriteLine("\n| confidence from | guesses | right |\n|--:|--:|--:|");
        foreach ((int tenth, (int right, int all)) in calibration) Console.WriteLine($"| 0.{tenth} | {all} | {Percent(right, all)} |");
    }

    private static string Percent(int right, int all) => all == 0 ? "" : (100.0 * right / all).ToString("F1", System.Globalization.CultureInfo.InvariantCulture);

    private static (int Right, int All, Dictionary<string, int> Wrong) Count(ILanguageIdentifier identifier, TextSource source, int length, bool show, SortedDictionary<int, (int Right, int All)> calibration)
    {
        int right = 0;
        var wrong = new Dictionary<string, int>(StringComparer.Ordinal);
        List<string> texts = Stretches(source, length);
        foreach (string text in texts)
        {
            LanguageGuess guess = identifier.Identify(text);
            bool isRight = guess.Language.Value == source.Language;
            if (guess.IsKnown)
            {
                (int rightOf, int allOf) = calibration.GetValueOrDefault((int)(guess.Confidence * 10));
                calibration[(int)(guess.Confidence * 10)] = (rightOf + (isRight ? 1 : 0), allOf + 1);
            }

            if (isRight)
            {
                right++;
                continue;
            }

            wrong[guess.Language.Value] = wrong.GetValueOrDefault(guess.Language.Value) + 1;
            if (show) Console.WriteLine($"  {source.Name} {length} {guess.Language} {guess.Confidence:F2}: {text.ReplaceLineEndings(" ⏎ ")}");
        }

        return (right, texts.Count, wrong);
    }

    // From all over the source, of whole words, each out of one paragraph.
    private static List<string> Stretches(TextSource source, int length)
    {
        var dice = new Dice((ulong)length);
        var found = new List<string>();
        string[] paragraphs = [.. source.Paragraphs.Where(text => text.Length >= length)];
        for (int n = 0; n < Most && paragraphs.Length > 0; n++)
        {
            int index = (int)((long)n * paragraphs.Length / Most);
            if (n > 0 && index == (int)((long)(n - 1) * paragraphs.Length / Most)) continue;
            string text = paragraphs[index].Replace("⏎", "\n", StringComparison.Ordinal);
            int start = dice.Below(text.Length - length + 1);
            while (start > 0 && IsInWord(text, start)) start--;
            int end = start + length;
            while (end < text.Length && IsInWord(text, end)) end++;
            if (IsProse(text.AsSpan(start, end - start))) found.Add(text[start..end]);
        }

        return found;
    }

    // An address, a path or a row of numbers has no language.
    private static bool IsProse(ReadOnlySpan<char> text)
    {
        int letters = 0;
        foreach (char c in text)
        {
            if (WritingSystems.Of(c) is not WritingSystem.None || c is ' ') letters++;
        }

        return letters >= 0.8 * text.Length && text.IndexOfAny("/_@<=") < 0;
    }

    // Scripts without spaces may be cut anywhere.
    private static bool IsInWord(string text, int at) => text[at] < '\u0E00' && !char.IsWhiteSpace(text[at - 1]) && !char.IsWhiteSpace(text[at]);
}
