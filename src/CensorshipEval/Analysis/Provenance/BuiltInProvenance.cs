using System.Buffers;
using System.Collections.Frozen;
using CensorshipEval.Corpora;

namespace CensorshipEval.Analysis;

/// <summary>The table that stands in this assembly.</summary>
internal sealed class BuiltInProvenance
{
    private static readonly SearchValues<char> Separators = SearchValues.Create("-_.:@ +");

    private readonly FrozenSet<string> _strangers;

    private BuiltInProvenance(ModelProvenanceEntries entries)
    {
        Patterns = entries.Patterns.ToFrozenDictionary(StringComparer.Ordinal);
        _strangers = entries.Strangers.ToFrozenSet(StringComparer.Ordinal);
    }

    /// <summary>What is known, by canonical pattern.</summary>
    public FrozenDictionary<string, ModelProvenance> Patterns { get; }

    public static BuiltInProvenance Read()
    {
        using Stream stream = typeof(BuiltInProvenance).Assembly.GetManifestResourceStream("Provenance/models.json")!;
        byte[] utf8 = new byte[stream.Length];
        stream.ReadExactly(utf8);
        return new BuiltInProvenance(ModelProvenanceFile.Read(utf8, "models.json", isBuiltIn: true));
    }

    public ModelProvenance Find(string model) =>
        ModelPattern.TryFind(Patterns, model, out ModelProvenance? provenance, out string rest) && !HoldsStranger(rest) ? provenance : ModelProvenance.Unknown;

    // Whoever names a model for a family and goes on with another, or with what was done to it, made one of their own.
    private bool HoldsStranger(ReadOnlySpan<char> rest)
    {
        FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> strangers = _strangers.GetAlternateLookup<ReadOnlySpan<char>>();
        foreach (Range range in rest.SplitAny(Separators))
        {
            if (strangers.Contains(rest[range].TrimEnd("0123456789"))) return true;
        }

        return false;
    }
}
