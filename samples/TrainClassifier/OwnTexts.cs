using System.Globalization;
using System.Text;
using CensorshipEval.Detection;
using CensorshipEval.Samples.Terminal;

namespace CensorshipEval.Samples.TrainClassifier;

/// <summary>The project's own texts, which stand beside the program.</summary>
internal static class OwnTexts
{
    public const string Source = "authored";

    // Together they have one author; as several models a part of them can be left out like others.
    private const uint Models = 5;

    public static async Task<IReadOnlyList<LabelledAnswer>> ReadAsync(CancellationToken cancellationToken)
    {
        string[] files = Directory.GetFiles(Path.Combine(AppContext.BaseDirectory, "Texts"), "*.jsonl");
        Array.Sort(files, StringComparer.Ordinal);
        List<(string File, LabelledAnswer Answer)> rows = await LabelledData.ReadAsync(files, "Texts", ModelOf, cancellationToken);
        return [.. rows.Select(static row => row.Answer with { Source = Source })];
    }

    // The same on every machine and in every version, which string.GetHashCode is not: FNV-1a, 32 bits.
    private static string ModelOf(string prompt)
    {
        uint hash = 2166136261;
        foreach (byte unit in Encoding.UTF8.GetBytes(prompt)) hash = unchecked((hash ^ unit) * 16777619);
        return string.Create(CultureInfo.InvariantCulture, $"{Source}-{hash % Models}");
    }
}
