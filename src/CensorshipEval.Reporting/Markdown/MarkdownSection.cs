using System.Text;

namespace CensorshipEval.Reporting.Markdown;

/// <summary>A part of a summary that can be cut after any line.</summary>
/// <param name="Weight">How much it matters: where room is short, the heaviest are kept.</param>
/// <param name="Head">Heading and what belongs to it; written if any line is.</param>
/// <param name="Lines">List items or rows.</param>
/// <param name="Foot">How to read it, below the lines; may be empty.</param>
/// <param name="Rest">Where the lines stand that were left out.</param>
internal sealed record MarkdownSection(int Weight, string Head, IReadOnlyList<string> Lines, string Foot, string Rest)
{
    // Room for what says that lines were left out.
    private const int Reserve = 120;

    /// <summary>The sections in their order, in at most that many bytes of UTF-8.</summary>
    public static string Write(string title, IReadOnlyList<MarkdownSection> sections, int limit)
    {
        int room = limit - Bytes(title) - Reserve;
        var texts = new string?[sections.Count];
        bool isCut = false;
        foreach (int i in Enumerable.Range(0, sections.Count).OrderByDescending(i => sections[i].Weight))
        {
            texts[i] = sections[i].Fit(room, out bool whole);
            isCut |= !whole;
            room -= Bytes(texts[i] ?? "");
        }

        string end = isCut ? "\n_Shortened to fit; the files of the report hold everything._\n" : "";
        return title + string.Concat(texts) + end;
    }

    private string? Fit(int room, out bool whole)
    {
        whole = true;
        if (Lines.Count == 0) return null;
        int left = room - Bytes(Head) - Bytes(Foot) - Reserve, fitting = 0;
        while (fitting < Lines.Count && (left -= Bytes(Lines[fitting]) + 1) >= 0) fitting++;
        whole = fitting == Lines.Count;
        if (fitting == 0) return null;
        var text = new StringBuilder(Head);
        foreach (string line in Lines.Take(fitting)) text.Append(line).Append('\n');
        if (!whole) text.Append($"\n… and {Lines.Count - fitting:#,0} more, in {Rest}\n");
        return text.Append(Foot).ToString();
    }

    private static int Bytes(string text) => Encoding.UTF8.GetByteCount(text);
}
