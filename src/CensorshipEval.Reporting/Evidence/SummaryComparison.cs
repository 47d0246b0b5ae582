using System.Globalization;
using System.Text.Json;

namespace CensorshipEval.Reporting;

/// <summary>Compares two summaries value by value; who judged is told elsewhere.</summary>
internal sealed class SummaryComparison(int mostExamples)
{
    private const int LongestShown = 120;

    private static readonly string[] Versions = ["detector", "measures"];
    private static readonly JsonDocumentOptions Deep = new() { MaxDepth = 1_000 };

    private readonly List<SummaryDifference> _examples = [];

    public long Differing { get; private set; }

    public IReadOnlyList<SummaryDifference> Examples => _examples;

    public void Compare(byte[] before, byte[] after)
    {
        if (before.AsSpan().SequenceEqual(after)) return;
        using JsonDocument now = JsonDocument.Parse(after, Deep);
        JsonDocument old;
        try
        {
            old = JsonDocument.Parse(before, Deep);
        }
        catch (JsonException)
        {
            Differs("", null, now.RootElement);
            return;
        }

        using (old) Compare("", old.RootElement, now.RootElement);
    }

    private void Compare(string path, JsonElement before, JsonElement after)
    {
        if (before.ValueKind != after.ValueKind) Differs(path, before, after);
        else if (before.ValueKind is JsonValueKind.Object) CompareObjects(path, before, after);
        else if (before.ValueKind is JsonValueKind.Array) CompareArrays(path, before, after);
        // Numbers to their last digit.
        else if (before.GetRawText() != after.GetRawText()) Differs(path, before, after);
    }

    private void CompareObjects(string path, JsonElement before, JsonElement after)
    {
        foreach (JsonProperty property in before.EnumerateObject())
        {
            if (path.Length == 0 && Array.IndexOf(Versions, property.Name) >= 0) continue;
            string at = path.Length == 0 ? property.Name : $"{path}.{property.Name}";
            if (after.TryGetProperty(property.Name, out JsonElement other)) Compare(at, property.Value, other);
            else Differs(at, property.Value, null);
        }

        foreach (JsonProperty property in after.EnumerateObject().Where(property => !before.TryGetProperty(property.Name, out _)))
            Differs(path.Length == 0 ? property.Name : $"{path}.{property.Name}", null, property.Value);
    }

    private void CompareArrays(string path, JsonElement before, JsonElement after)
    {
        int old = before.GetArrayLength();
        int now = after.GetArrayLength();
        for (int i = 0; i < Math.Max(old, now); i++)
        {
            string at = string.Create(CultureInfo.InvariantCulture, $"{path}[{i}]");
            if (i >= old || i >= now) Differs(at, i < old ? before[i] : null, i < now ? after[i] : null);
            else Compare(at, before[i], after[i]);
        }
    }

    private void Differs(string path, JsonElement? before, JsonElement? after)
    {
        Differing++;
        if (_examples.Count < mostExamples) _examples.Add(new SummaryDifference(VisibleText.Of(path), Shown(before), Shown(after)));
    }

    private static string? Shown(JsonElement? value)
    {
        if (value?.GetRawText() is not { } raw) return null;
        return VisibleText.Of(raw.Length <= LongestShown ? raw : raw[..LongestShown]) + (raw.Length <= LongestShown ? "" : "…");
    }
}
