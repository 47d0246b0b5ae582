using FsCheck;
using FsCheck.Fluent;

namespace CensorshipEval.Detection.Tests;

/// <summary>Texts of what is folded in every way there is, in runs long enough to fill blocks, and any UTF-16 code unit between them.</summary>
internal static class AnyUnits
{
    private static readonly string[] Pieces =
    [
        " ", "  ", "\n\n", "\u00A0", "\u200B", "e\u0301", "\u0301", "\uFB01", "\uFDFA", "ａ", "İ", "ё", "أ", "كـ", "َ", "שָׁ", "字、 ", "かな", "한글", "\u1112\u1161\u11AB", "*", "**", "_", "'", "-", ".", "7",
        "\uD83D", "\uDE00", "\U0001F600", "\uFFFF", "\0", "the words of an answer ", "THE WORDS OF AN ANSWER ", "слова ответа ", "كلمات الجواب ", "答案里的话，", "대답의 낱말 ",
    ];

    public static Arbitrary<string> Texts { get; } =
        Gen.OneOf(Gen.Elements(Pieces), Gen.Elements(Pieces), Gen.Choose(0, 0xFFFF).Select(static unit => ((char)unit).ToString()))
            .ArrayOf(60).Select(string.Concat).ToArbitrary();
}
