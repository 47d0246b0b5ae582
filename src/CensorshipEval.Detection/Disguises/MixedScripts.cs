namespace CensorshipEval.Detection;

/// <summary>
/// Writes words that mix scripts in the script of those letters that look like no other's. Text of one script in each word, real Cyrillic with Latin names in it,
/// stays as it is.
/// </summary>
internal static class MixedScripts
{
    /// <summary>Whether any word has letters of more than one script.</summary>
    public static bool AreIn(ReadOnlySpan<char> text)
    {
        if (!text.ContainsAnyInRange('\u0370', '\u0587')) return false;
        bool others = text.ContainsAnyInRange('a', 'z') || text.ContainsAnyInRange('A', 'Z') || text.ContainsAnyInRange('\u0370', '\u03FF') || text.ContainsAnyInRange('\u0531', '\u0587');
        if (!others) return false;
        Script before = Script.None;
        foreach (char c in text)
        {
            Script script = Lookalikes.Of(c);
            if (script is Script.None && IsUnseen(c)) continue;
            if (script != before && script is not Script.None && before is not Script.None) return true;
            before = script;
        }

        return false;
    }

    /// <summary>Rewrites the words.</summary>
    public static void Lift(Rewriting text)
    {
        Span<char> chars = text.Chars;
        Script usual = Usual(chars);
        for (int i = 0; i < chars.Length;)
        {
            int end = WordEnd(chars, i);
            if (end == i)
            {
                i++;
                continue;
            }

            Script script = Tell(chars[i..end], out bool mixed);
            // A word of letters that all look alike is written in the script of the words around it.
            if (script is Script.None) script = usual;
            if ((mixed || script == usual) && script is Script.Latin or Script.Cyrillic)
            {
                foreach (ref char c in chars[i..end])
                {
                    char letter = Lookalikes.In(script, c);
                    text.Changed |= letter != c;
                    c = letter;
                }
            }

            i = end;
        }
    }

    // The script of most letters that look like no other's.
    private static Script Usual(ReadOnlySpan<char> text)
    {
        int latin = 0, cyrillic = 0;
        foreach (char c in text)
        {
            Script script = Lookalikes.Of(c);
            if (script is not (Script.Latin or Script.Cyrillic) || !Lookalikes.IsTelling(c)) continue;
            if (script is Script.Latin) latin++;
            else cyrillic++;
        }

        return latin == cyrillic ? Script.None : latin > cyrillic ? Script.Latin : Script.Cyrillic;
    }

    private static Script Tell(ReadOnlySpan<char> word, out bool mixed)
    {
        Script first = Script.None;
        mixed = false;
        int latin = 0, cyrillic = 0;
        foreach (char c in word)
        {
            Script script = Lookalikes.Of(c);
            if (script is Script.None) continue;
            if (first is Script.None) first = script;
            mixed |= script != first;
            if (!Lookalikes.IsTelling(c)) continue;
            if (script is Script.Latin) latin++;
            if (script is Script.Cyrillic) cyrillic++;
        }

        return latin == cyrillic ? Script.None : latin > cyrillic ? Script.Latin : Script.Cyrillic;
    }

    // Letters, and what stands unseen between them.
    private static int WordEnd(ReadOnlySpan<char> text, int start)
    {
        int end = start;
        for (int i = start; i < text.Length; i++)
        {
            if (Lookalikes.Of(text[i]) is not Script.None || text[i] is '\'' or '’') end = i + 1;
            else if (!IsUnseen(text[i])) break;
        }

        return end;
    }

    private static bool IsUnseen(char c) => c is '\u00AD' or '\u034F' or '\u180E' or '\uFEFF' or (>= '\u200B' and <= '\u200F') or (>= '\u202A' and <= '\u202E') or (>= '\u2060' and <= '\u206F');
}
