namespace CensorshipEval.Faults.Wire;

/// <summary>About as many tokens as a tokenizer would count.</summary>
internal static class TokenCount
{
    public static int Of(string text)
    {
        double tokens = 0;
        foreach (char c in text)
            tokens += c < 0x80 ? 0.25 : c < 0x2E80 ? 0.5 : 1;
        return (int)Math.Ceiling(tokens);
    }
}
