using System.Collections.Frozen;

namespace CensorshipEval.Detection;

/// <summary>What providers call the end of an answer, by their public API references, in any case and with any separators.</summary>
internal static class FinishReasons
{
    private static readonly FrozenDictionary<string, FinishKind> Kinds = Table(
        (FinishKind.Stop, "stop end endturn stopsequence eos eostoken complete completed finish finished done success normal toolcalls tooluse functioncall"),
        (FinishKind.Length, "length maxtokens maxoutputtokens maxlength tokenlimit modellength modelcontextwindowexceeded modelcontextwindow truncated"),
        (FinishKind.Block, "contentfilter contentfiltered contentblocked filtered blocked safety refusal sensitive recitation blocklist prohibitedcontent spii " +
                           "imagesafety guardrailintervened datainspectionfailed moderation moderated censored contentpolicy contentpolicyviolation security riskcontrol errortoxic"));

    public static FinishKind Read(string? raw)
    {
        // Most providers send the word as it stands in the table.
        if (raw is not null && Kinds.TryGetValue(raw, out FinishKind kind)) return kind;
        string key = BlockErrors.Fold(raw);
        return key.Length == 0 ? FinishKind.None : Kinds.GetValueOrDefault(key, FinishKind.Unknown);
    }

    private static FrozenDictionary<string, FinishKind> Table(params (FinishKind Kind, string Words)[] rows) =>
        rows.SelectMany(row => row.Words.Split(' ').Select(word => KeyValuePair.Create(word, row.Kind)))
            .ToFrozenDictionary(StringComparer.Ordinal);
}
