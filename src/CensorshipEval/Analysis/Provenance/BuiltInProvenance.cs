using System.Buffers;
using System.Collections.Frozen;
using System.Text.RegularExpressions;
using CensorshipEval.Corpora;

namespace CensorshipEval.Analysis;

/// <summary>The table that stands in this assembly.</summary>
internal sealed partial class BuiltInProvenance
{
    private static readonly SearchValues<char> Separators = SearchValues.Create("-_.:@ +");

    private readonly FrozenSet<string> _continuations;
    private readonly FrozenSet<string> _hosts;
    private readonly FrozenSet<(string Developer, string Owner)> _owners;

    private BuiltInProvenance(ModelProvenanceEntries entries)
    {
        Patterns = entries.Patterns.ToFrozenDictionary(StringComparer.Ordinal);
        _continuations = entries.Continuations.ToFrozenSet(StringComparer.Ordinal);
        _hosts = entries.Hosts.ToFrozenSet(StringComparer.Ordinal);
        _owners = entries.Owners.ToFrozenSet();
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
        ModelPattern.TryFind(Patterns, model, out ModelProvenance? provenance, out string rest) && IsOwnModel(rest) && ModelOwner.Of(model).All(owner => MayPublish(owner, provenance.Developer!))
            ? provenance
            : ModelProvenance.Unknown;

    // Whoever fine-tunes a model names it for the family and goes on with a word of their own. There is no end of such words, but few that developers use themselves.
    private bool IsOwnModel(ReadOnlySpan<char> rest)
    {
        FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> continuations = _continuations.GetAlternateLookup<ReadOnlySpan<char>>();
        foreach (Range range in rest.SplitAny(Separators))
        {
            ReadOnlySpan<char> word = rest[range];
            if (!word.IsEmpty && !continuations.Contains(word) && !Number().IsMatch(word)) return false;
        }

        return true;
    }

    private bool MayPublish(string owner, string developer) => _hosts.Contains(owner) || _owners.Contains((developer, owner));

    // Sizes (70b, 8x7b, a3b, e4b, 128k), versions and dates (2, v3, v3p1, 6p7b, 3n, r1, k2), quantisations (q4, iq3).
    [GeneratedRegex("^(?:[0-9]+(?:[px][0-9]+)?[a-z]?|[ae][0-9]+(?:p[0-9]+)?b|(?:v|r|k|q|iq)[0-9]+(?:p[0-9]+)?)$", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Number();
}
