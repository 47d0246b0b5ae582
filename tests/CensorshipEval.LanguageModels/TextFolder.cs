using CensorshipEval.Detection;

namespace CensorshipEval.LanguageModels;

/// <summary>Texts of one language from one source: <c>FOLDER/LANGUAGE/SOURCE.txt</c>, a paragraph a line.</summary>
internal sealed record TextSource(string Language, string Name, IReadOnlyList<string> Paragraphs);

/// <summary>Reads folders of texts.</summary>
internal static class TextFolder
{
    public static IReadOnlyList<TextSource> Read(string folder) =>
    [
        .. Directory.GetDirectories(folder).Order(StringComparer.Ordinal).SelectMany(static language =>
            Directory.GetFiles(language, "*.txt").Order(StringComparer.Ordinal).Select(file =>
                new TextSource(Path.GetFileName(language), Path.GetFileNameWithoutExtension(file), File.ReadAllLines(file)))),
    ];

    /// <summary>The script most letters of a text are in.</summary>
    public static WritingSystem ScriptOf(string text)
    {
        Span<char> buffer = stackalloc char[LetterSample.Capacity];
        ScriptCounts counts = LetterSample.Of(text, buffer).Counts;
        var best = WritingSystem.None;
        for (var system = WritingSystem.Latin; system < WritingSystem.Invisible; system++)
        {
            if (counts.Of(system) > (best is WritingSystem.None ? 0 : counts.Of(best))) best = system;
        }

        return best;
    }
}
