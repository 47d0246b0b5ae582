using System.Text;
using CensorshipEval.Clients.Tests.Faults;
using FsCheck;
using FsCheck.Fluent;

namespace CensorshipEval.Clients.Tests.Streams;

/// <summary>A valid stream, with the text it tells, and where it is cut.</summary>
internal sealed record SampleStream(byte[] Bytes, string Text, string? Reasoning, string Finish, IReadOnlyList<int> Cuts);

internal static class SseGenerator
{
    private static readonly Gen<string> Piece = Gen.Elements(
        "a", " b", "\n", "学生", "聚集在广场", "🙂", "👩‍👩‍👧", "é", "e\u0301", "العربية", "\\", "\"", "data: ", "[DONE]", "\r\n", "<b>", "</thin", ":", "\u2028");

    private static readonly Gen<string> LineEnd = Gen.Elements("\n", "\r\n", "\r");

    private static readonly Gen<string> Between = Gen.Elements("", "", ": comment", ":", "event: message", "id: 7", "retry: 10", "unknown: field", "nonsense");

    public static Arbitrary<SampleStream> Streams { get; } = Arb.From(
        from thinks in Gen.Elements(true, false)
        from pieces in Piece.NonEmptyListOf()
        from finish in Gen.Elements("stop", "length", "content_filter", "banana", "非正常")
        from end in LineEnd
        from bom in Gen.Elements(true, false)
        from noise in Between.ArrayOf(pieces.Count + 6)
        from breaks in Gen.Elements(true, false).ArrayOf(pieces.Count + 6)
        from cuts in Gen.Choose(1, 12).NonEmptyListOf()
        select Build(thinks, [.. pieces], finish, end, bom, noise, breaks, [.. cuts]));

    private static SampleStream Build(bool thinks, IReadOnlyList<string> pieces, string finish, string end, bool bom, string[] noise, bool[] breaks, int[] cuts)
    {
        // A beginning that is neither space nor a tag, so that the expected text is plain to say.
        List<string> texts = [.. thinks ? new[] { "<thi", "nk>Wonder.</th", "ink>" } : [], "x", .. pieces];
        var stream = new StringBuilder();
        for (int i = 0; i < texts.Count; i++)
            Append($$"""{"id":"c","model":"m","choices":[{"index":0,"delta":{"content":{{Raw(texts[i])}}},"finish_reason":null}]}""", i);
        Append($$$"""{"id":"c","model":"m","choices":[{"index":0,"delta":{},"finish_reason":{{{Completions.Quote(finish)}}}}]}""", texts.Count);
        Append("[DONE]", -1);
        byte[] bytes = Encoding.UTF8.GetBytes(stream.ToString());
        return new SampleStream(bom ? [0xEF, 0xBB, 0xBF, .. bytes] : bytes, "x" + string.Concat(pieces), thinks ? "Wonder." : null, finish, cuts);

        void Append(string data, int i)
        {
            string line = i < 0 ? "" : noise[i % noise.Length];
            if (line.Length > 0) stream.Append(line).Append(end);
            // JSON may be broken between its parts: the lines are joined again.
            string[] lines = i >= 0 && breaks[i % breaks.Length] ? data.Replace(",\"choices\"", ",\n\"choices\"", StringComparison.Ordinal).Split('\n') : [data];
            foreach (string part in lines) stream.Append(i % 2 == 0 ? "data: " : "data:").Append(part).Append(end);
            stream.Append(end);
        }
    }

    // Characters as they are and not escaped, so that a cut can go through the middle of one.
    private static string Raw(string text) => "\"" + text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)
        .Replace("\n", "\\n", StringComparison.Ordinal).Replace("\r", "\\r", StringComparison.Ordinal) + "\"";
}
