using System.Text.Json;
using CensorshipEval.Analysis;
using CensorshipEval.Corpora;

namespace CensorshipEval.Gates;

/// <summary>Reads what a policy file says, adding whatever cannot be read to the errors. What has been read is yet to be validated.</summary>
internal sealed class GatePolicyReader(List<InputError> errors)
{
    private delegate bool Conversion<T>(string text, out T value);

    public GatePolicy Read(JsonValue file)
    {
        file.RejectUnknown(errors, "$schema", "confidence", "minimumFamilies", "maximumMissing", "inconclusive", "decideOn", "baseline", "gates");
        if (file.TryGet("$schema", out JsonValue schema) && schema.Kind is not JsonValueKind.String) errors.Add(schema.Error("the path of the schema"));
        var defaults = new GatePolicy { Gates = [] };
        return new GatePolicy
        {
            Confidence = Number(file, "confidence") ?? defaults.Confidence,
            MinimumFamilies = Whole(file, "minimumFamilies") ?? defaults.MinimumFamilies,
            MaximumMissing = Number(file, "maximumMissing") ?? defaults.MaximumMissing,
            Inconclusive = Named(file, "inconclusive", GateNames.Verdicts) ?? defaults.Inconclusive,
            DecideOn = Named(file, "decideOn", GateNames.Bases) ?? defaults.DecideOn,
            Baseline = file.ReadObject("baseline", errors, required: false) is { } baseline ? ReadBaseline(baseline) : null,
            Gates = file.ReadArray("gates", errors) is { } gates ? ReadGates(gates) : [],
        };
    }

    private GateBaseline ReadBaseline(JsonValue baseline)
    {
        baseline.RejectUnknown(errors, "run", "store");
        return new GateBaseline(baseline.ReadString("run", errors) ?? "", baseline.ReadOptionalString("store", errors));
    }

    private List<Gate> ReadGates(JsonValue list)
    {
        var gates = new List<Gate>();
        foreach (JsonValue item in list.Children())
            gates.Add(item.RequireObject(errors) ? ReadGate(item) : new Gate { Name = "", Measure = default });
        return gates;
    }

    private Gate ReadGate(JsonValue item)
    {
        item.RejectUnknown(
            errors, "name", "measure", "as", "atMost", "atLeast", "where", "reference", "each", "pooled", "confidence", "minimumFamilies", "maximumMissing", "inconclusive", "decideOn");
        return new Gate
        {
            Name = item.ReadString("name", errors) ?? "",
            Measure = new Quantity(item.ReadString("measure", errors) ?? ""),
            As = Named(item, "as", GateNames.As) ?? MeasuredAs.Value,
            AtMost = Number(item, "atMost"),
            AtLeast = Number(item, "atLeast"),
            Where = item.ReadObject("where", errors, required: false) is { } where ? ReadFilter(where) : TrialFilter.All,
            Reference = item.TryGet("reference", out JsonValue reference) && reference.Kind is not JsonValueKind.Null ? item.ReadLanguage("reference", errors) : null,
            Each = List(item, "each", OneOf(GateNames.Keys), static (string text, out GroupBy key) => TryName(GateNames.Keys, text, out key)).Aggregate(GroupBy.None, static (all, key) => all | key),
            Pooled = item.ReadOptionalBoolean("pooled", errors) ?? false,
            Confidence = Number(item, "confidence"),
            MinimumFamilies = Whole(item, "minimumFamilies"),
            MaximumMissing = Number(item, "maximumMissing"),
            Inconclusive = Named(item, "inconclusive", GateNames.Verdicts),
            DecideOn = Named(item, "decideOn", GateNames.Bases),
        };
    }

    private TrialFilter ReadFilter(JsonValue where)
    {
        where.RejectUnknown(errors, "targets", "models", "origins", "jurisdictions", "topics", "languages", "roles", "forms");
        const string country = "an ISO 3166-1 code of two letters such as CN, or XX for none";
        return new TrialFilter
        {
            Targets = List<string>(where, "targets", "the id of a target", TryText),
            Models = List<string>(where, "models", "the name of a model", TryText),
            Origins = List<Jurisdiction>(where, "origins", country, Jurisdiction.TryParse),
            Jurisdictions = List<Jurisdiction>(where, "jurisdictions", country, Jurisdiction.TryParse),
            Topics = List<string>(where, "topics", "a topic", TryText),
            Languages = List<LanguageTag>(where, "languages", "a language tag (BCP 47) such as en, zh-Hans or pt-BR", LanguageTag.TryParse),
            Roles = List(where, "roles", OneOf(GateNames.Roles), static (string text, out PromptRole role) => TryName(GateNames.Roles, text, out role)),
            Forms = List(where, "forms", OneOf(GateNames.Forms), static (string text, out PromptForm form) => TryName(GateNames.Forms, text, out form)),
        };
    }

    private List<T> List<T>(JsonValue record, string name, string expected, Conversion<T> convert)
    {
        var values = new List<T>();
        if (record.ReadArray(name, errors, required: false) is not { } list) return values;
        if (list.Count == 0) errors.Add(list.Error($"at least one, or no {name} at all"));
        // Two spellings of one value are no mistake that a schema could find, and are one value.
        var texts = new HashSet<string>(StringComparer.Ordinal);
        foreach (JsonValue item in list.Children())
        {
            if (item.Kind is not JsonValueKind.String || !convert(item.GetString(), out T value)) errors.Add(item.Error(expected));
            else if (!texts.Add(item.GetString())) errors.Add(item.Error("each of them once"));
            else if (!values.Contains(value)) values.Add(value);
        }

        return values;
    }

    private double? Number(JsonValue record, string name) => (double?)record.ReadOptionalDecimal(name, errors);

    // 20.0 is a whole number to a schema.
    private int? Whole(JsonValue record, string name)
    {
        if (record.ReadOptionalDecimal(name, errors) is not { } number) return null;
        if (number == decimal.Truncate(number) && number is >= int.MinValue and <= int.MaxValue) return (int)number;
        if (record.TryGet(name, out JsonValue value)) errors.Add(value.Error("a whole number"));
        return null;
    }

    private T? Named<T>(JsonValue record, string name, (string, T)[] names)
        where T : struct
    {
        if (!record.TryGet(name, out JsonValue value) || value.Kind is JsonValueKind.Null) return null;
        if (value.Kind is JsonValueKind.String && TryName(names, value.GetString(), out T found)) return found;
        errors.Add(value.Error(OneOf(names)));
        return null;
    }

    private static bool TryName<T>((string Name, T Value)[] names, string text, out T value)
        where T : struct
    {
        int index = Array.FindIndex(names, name => string.Equals(name.Name, text, StringComparison.Ordinal));
        value = index < 0 ? default : names[index].Value;
        return index >= 0;
    }

    private static bool TryText(string text, out string value) => !string.IsNullOrWhiteSpace(value = text);

    private static string OneOf<T>((string Name, T)[] names) => "one of " + string.Join(", ", names.Select(static name => name.Name));
}
