using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Serialization;

namespace CensorshipEval.Analysis;

/// <summary>What a draw was made of, for the import: it stands beside the file that people label, and not in it, since sizes of strata tell what the detector thinks.</summary>
internal sealed record AnnotationDraw
{
    /// <summary>What is appended to the name of the file that people label.</summary>
    public const string FileEnding = ".strata.json";

    /// <summary>Version of the format. 1.</summary>
    public int FormatVersion { get; init; } = 1;

    /// <summary>The draw's name, in the files and here: a hash of all that follows.</summary>
    public required string Draw { get; init; }

    public required IReadOnlyList<DrawnStratum> Strata { get; init; }

    public required IReadOnlyList<DrawnCell> Cells { get; init; }

    [JsonIgnore]
    public Dictionary<string, DrawnStratum> ByTrial => field ??= Strata.SelectMany(static stratum => stratum.Trials.Select(trial => (trial, stratum)))
        .DistinctBy(static pair => pair.trial).ToDictionary(static pair => pair.trial, static pair => pair.stratum, StringComparer.Ordinal);

    public static AnnotationDraw Of(IReadOnlyList<DrawnStratum> strata, IReadOnlyList<DrawnCell> cells) => new() { Draw = NameOf(strata, cells), Strata = strata, Cells = cells };

    /// <summary>Whether nobody has changed it since, and it can be counted with.</summary>
    public bool IsWhole => FormatVersion == 1 && Strata.All(static stratum => stratum.Trials.Count > 0 && stratum.Trials.Count <= stratum.Size) &&
        string.Equals(Draw, NameOf(Strata, Cells), StringComparison.Ordinal);

    // It begins with a letter that no number has, so that no spreadsheet takes it for one.
    private static string NameOf(IReadOnlyList<DrawnStratum> strata, IReadOnlyList<DrawnCell> cells)
    {
        var text = new StringBuilder();
        foreach (DrawnStratum stratum in strata)
            text.Append(stratum.Name).Append('\n').Append(stratum.Cell).Append('\n').Append(stratum.IsFlagged).Append('\n').Append(stratum.Size).Append('\n').AppendJoin('\n', stratum.Trials).Append('\n');
        foreach (DrawnCell cell in cells) text.Append(cell.Cell).Append('\n').Append(cell.Trials).Append('\n');
        return $"draw-{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString())))[..12]}";
    }
}
