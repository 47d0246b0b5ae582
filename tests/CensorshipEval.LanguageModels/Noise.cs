namespace CensorshipEval.LanguageModels;

/// <summary>Letters that are no language: shuffled words, random letters, keys struck in a row.</summary>
internal static class Noise
{
    private static readonly string[] KeyRows = ["qwertyuiop", "asdfghjkl", "zxcvbnm", "йцукенгшщзхъ", "фывапролджэ", "ячсмитьбю", "ضصثقفغعهخحج", "شسيبلاتنمك"];

    /// <summary>Makes noise of the letters of a real sample, in place, so that its alphabet tells nothing.</summary>
    public static void Make(Span<char> letters, Dice dice)
    {
        int kind = dice.Below(4);
        int start = 1;
        for (int i = 1; i < letters.Length; i++)
        {
            if (letters[i] != ' ') continue;
            Span<char> word = letters[start..i];
            start = i + 1;
            switch (kind)
            {
                case 0: // within words
                    Shuffle(word, dice);
                    break;
                case 1: // any letter of the sample
                    foreach (ref char c in word) c = AnyLetter(letters, dice);
                    break;
                case 2: // keys
                    string row = KeyRow(word[0], dice);
                    foreach (ref char c in word) c = row[dice.Below(row.Length)];
                    break;
                default: // syllables said over and over
                    for (int j = 2; j < word.Length; j++) word[j] = word[j - 2];
                    Shuffle(word[..Math.Min(2, word.Length)], dice);
                    break;
            }
        }
    }

    private static string KeyRow(char letter, Dice dice) =>
        KeyRows.Where(keys => keys[0] >> 8 == letter >> 8).Skip(dice.Below(2)).FirstOrDefault() ?? KeyRows[dice.Below(3)];

    private static char AnyLetter(ReadOnlySpan<char> letters, Dice dice)
    {
        while (true)
        {
            char c = letters[dice.Below(letters.Length)];
            if (c != ' ') return c;
        }
    }

    private static void Shuffle(Span<char> word, Dice dice)
    {
        for (int i = word.Length - 1; i > 0; i--)
        {
            int j = dice.Below(i + 1);
            (word[i], word[j]) = (word[j], word[i]);
        }
    }
}
