using System.Globalization;
using System.Text.Json;
using CensorshipEval.Corpora;

namespace CensorshipEval.Analysis;

/// <summary>Reads the entries of a file of origins, adding everything that is wrong with them to the errors.</summary>
/// <param name="errors">Takes what is wrong.</param>
/// <param name="isBuiltIn">Whether continuations, hosts and owners are listed, which count for the built-in entries alone.</param>
internal sealed class ModelProvenanceReader(List<InputError> errors, bool isBuiltIn)
{
    private const string AName = "the name of a model or a family, such as qwen or deepseek-r1";

    private readonly Dictionary<string, ModelProvenance> _patterns = new(StringComparer.Ordinal);

    public ModelProvenanceEntries Read(JsonValue file)
    {
        file.RejectUnknown(errors, isBuiltIn ? ["note", "continuations", "hosts", "owners", "models"] : ["$schema", "note", "models"]);
        file.ReadOptionalString("note", errors);
        if (file.ReadArray("models", errors) is { } models)
        {
            foreach (JsonValue item in models.Children())
            {
                if (item.RequireObject(errors)) ReadEntry(item);
            }
        }

        return isBuiltIn
            ? new ModelProvenanceEntries(
                _patterns, [.. Texts(file, "continuations").Select(static word => word.Text)], [.. Texts(file, "hosts").Select(static host => host.Text)], [.. ReadOwners(file)])
            : new ModelProvenanceEntries(_patterns, [], [], []);
    }

    private IEnumerable<(string Developer, string Owner)> ReadOwners(JsonValue file)
    {
        if (file.ReadArray("owners", errors) is not { } owners) yield break;
        foreach (JsonValue owner in owners.Children())
        {
            string developer = ReadText(owner, "developer", required: true) ?? "";
            foreach ((_, string name) in Texts(owner, "names")) yield return (developer, name);
        }
    }

    private void ReadEntry(JsonValue item)
    {
        ModelProvenance provenance = ReadProvenance(item);
        foreach ((JsonValue place, string name) in Texts(item, "names"))
        {
            string pattern = ModelPattern.Canonical(name);
            if (pattern.Length == 0) errors.Add(place.Error(AName));
            else if (!_patterns.TryAdd(pattern, provenance)) errors.Add(place.Error("every name once; names are compared without case and vendor"));
        }
    }

    private ModelProvenance ReadProvenance(JsonValue item)
    {
        item.RejectUnknown(
            errors, "names", "developer", "country", "weights", "baseModel", "baseDeveloper", "baseCountry", "publisher", "source", "asOf");
        string? developer = ReadText(item, "developer", required: true);
        string? baseModel = ReadText(item, "baseModel");
        string? publisher = ReadText(item, "publisher");
        var provenance = new ModelProvenance
        {
            Developer = developer,
            Country = ReadCountry(item, "country"),
            Weights = item.ReadOptionalEnum<ModelWeights>("weights", errors) ?? ModelWeights.Unknown,
            BaseModel = baseModel,
            BaseDeveloper = ReadText(item, "baseDeveloper"),
            BaseCountry = ReadCountry(item, "baseCountry"),
            Publisher = publisher ?? (baseModel is null ? null : developer),
            Source = item.ReadObject("source", errors, required: false) is { } source ? ReadSource(source) : null,
            AsOf = ReadDate(item),
        };
        if (baseModel is null)
        {
            foreach (string field in (ReadOnlySpan<string>)["baseDeveloper", "baseCountry", "publisher"])
            {
                if (item.TryGet(field, out JsonValue stray) && stray.Kind is not JsonValueKind.Null)
                    errors.Add(stray.Error("a baseModel beside it: it tells of a distilled or fine-tuned model"));
            }
        }

        return provenance;
    }

    private ProvenanceSource ReadSource(JsonValue source)
    {
        source.RejectUnknown(errors, "title", "publisher");
        return new ProvenanceSource(ReadText(source, "title", required: true) ?? "", ReadText(source, "publisher", required: true) ?? "");
    }

    private string? ReadText(JsonValue item, string name, bool required = false)
    {
        string? text = required ? item.ReadString(name, errors) : item.ReadOptionalString(name, errors);
        if (text is null || !string.IsNullOrWhiteSpace(text)) return text;
        if (item.TryGet(name, out JsonValue blank)) errors.Add(blank.Error("a text, or the field left out where it is not known"));
        return null;
    }

    private Jurisdiction? ReadCountry(JsonValue item, string name)
    {
        if (item.ReadOptionalJurisdiction(name, errors) is not { } country) return null;
        if (country == Jurisdiction.None && item.TryGet(name, out JsonValue none)) errors.Add(none.Error("an ISO 3166-1 code of two letters such as CN, or the field left out where it is not known"));
        return country;
    }

    private DateOnly? ReadDate(JsonValue item)
    {
        if (item.ReadOptionalString("asOf", errors) is not { } text) return null;
        if (DateOnly.TryParseExact(text, ["yyyy-MM", "yyyy-MM-dd"], CultureInfo.InvariantCulture, DateTimeStyles.None, out DateOnly date)) return date;
        if (item.TryGet("asOf", out JsonValue value)) errors.Add(value.Error("a month such as 2025-01, or a day such as 2025-01-31"));
        return null;
    }

    private IEnumerable<(JsonValue Place, string Text)> Texts(JsonValue item, string name)
    {
        if (item.ReadArray(name, errors) is not { } list) yield break;
        if (list.Count == 0) errors.Add(list.Error("at least one text"));
        foreach (JsonValue value in list.Children())
        {
            if (value.Kind is JsonValueKind.String) yield return (value, value.GetString());
            else errors.Add(value.Error("a text"));
        }
    }
}
