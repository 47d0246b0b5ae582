using CensorshipEval.Detection;

namespace CensorshipEval.LanguageModels;

/// <summary>What one script's model shall be.</summary>
/// <param name="Script">The script.</param>
/// <param name="Named">Languages it names.</param>
/// <param name="Others">Languages around which the others are grouped, a class for each group.</param>
/// <param name="ShareNamed">The share of its samples that come from languages it names: the more, the readier it is to name one.</param>
/// <param name="Bits">Size of its table, as a power of 2.</param>
/// <param name="Steps">Samples it is fitted to.</param>
internal sealed record ModelPlan(WritingSystem Script, string[] Named, string[] Others, double ShareNamed, int Bits, int Steps)
{
    public static IReadOnlyList<ModelPlan> All { get; } =
    [
        new(
            WritingSystem.Latin,
            ["de", "en", "es", "fi", "fr", "id", "it", "nl", "pl", "pt", "tr", "vi"],
            ["sv", "da", "ca", "gl", "ro", "hu", "cs", "hr", "et", "lv", "lt", "ms", "fil", "sw", "af", "eu", "cy", "sq", "yo"],
            0.88,
            13,
            4_000_000),
        new(WritingSystem.Cyrillic, ["ru", "uk"], ["bg", "sr", "mk", "be", "kk", "mn"], 0.7, 12, 1_000_000),
        new(WritingSystem.Arabic, ["ar", "fa"], ["ur", "ps", "ckb", "ug"], 0.7, 11, 400_000),
        new(WritingSystem.Hebrew, ["he"], ["yi"], 0.95, 9, 80_000),
        new(WritingSystem.Devanagari, ["hi"], ["mr", "ne", "sa"], 0.75, 10, 200_000),
    ];
}
