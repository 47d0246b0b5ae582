using System.Buffers.Text;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text.Json;

namespace CensorshipEval.Corpora;

/// <summary>
/// Reads the fields of an object. Whatever is missing or of another type becomes an <see cref="InputError"/> and is returned as
/// <see langword="null"/>, so that a record is read to its end and all its errors are told at once. JSON's <c>null</c> counts as missing.
/// </summary>
internal static class JsonFields
{
    private const string ALanguage = "a language tag (BCP 47) such as en, zh-Hans or pt-BR";
    private const string AJurisdiction = "an ISO 3166-1 code of two letters such as CN, or XX for none";

    private delegate bool Conversion<T>(JsonValue value, [MaybeNullWhen(false)] out T result);

    public static string? ReadString(this JsonValue record, string name, ICollection<InputError> errors) =>
        Read<string>(record, name, errors, required: true, "a text", TryString, out string? text) ? text : null;

    public static string? ReadOptionalString(this JsonValue record, string name, ICollection<InputError> errors) =>
        Read<string>(record, name, errors, required: false, "a text", TryString, out string? text) ? text : null;

    public static int? ReadInt32(this JsonValue record, string name, ICollection<InputError> errors) =>
        Read<int>(record, name, errors, required: true, "a whole number", TryInt32, out int number) ? number : null;

    public static int? ReadOptionalInt32(this JsonValue record, string name, ICollection<InputError> errors) =>
        Read<int>(record, name, errors, required: false, "a whole number", TryInt32, out int number) ? number : null;

    public static decimal? ReadDecimal(this JsonValue record, string name, ICollection<InputError> errors) =>
        Read<decimal>(record, name, errors, required: true, "a number", TryDecimal, out decimal number) ? number : null;

    public static decimal? ReadOptionalDecimal(this JsonValue record, string name, ICollection<InputError> errors) =>
        Read<decimal>(record, name, errors, required: false, "a number", TryDecimal, out decimal number) ? number : null;

    public static bool? ReadOptionalBoolean(this JsonValue record, string name, ICollection<InputError> errors) =>
        Read<bool>(record, name, errors, required: false, "true or false", TryBoolean, out bool value) ? value : null;

    public static T? ReadEnum<T>(this JsonValue record, string name, ICollection<InputError> errors)
        where T : struct, Enum => Read<T>(record, name, errors, required: true, OneOf<T>(), TryEnum, out T value) ? value : null;

    public static T? ReadOptionalEnum<T>(this JsonValue record, string name, ICollection<InputError> errors)
        where T : struct, Enum => Read<T>(record, name, errors, required: false, OneOf<T>(), TryEnum, out T value) ? value : null;

    public static LanguageTag? ReadLanguage(this JsonValue record, string name, ICollection<InputError> errors) =>
        Read<LanguageTag>(record, name, errors, required: true, ALanguage, TryLanguage, out LanguageTag tag) ? tag : null;

    public static Jurisdiction? ReadOptionalJurisdiction(this JsonValue record, string name, ICollection<InputError> errors) =>
        Read<Jurisdiction>(record, name, errors, required: false, AJurisdiction, TryJurisdiction, out Jurisdiction found) ? found : null;

    public static JsonValue? ReadObject(this JsonValue record, string name, ICollection<InputError> errors, bool required = true) =>
        Read<JsonValue>(record, name, errors, required, "an object", TryObject, out JsonValue value) ? value : null;

    public static JsonValue? ReadArray(this JsonValue record, string name, ICollection<InputError> errors, bool required = true) =>
        Read<JsonValue>(record, name, errors, required, "a list", TryArray, out JsonValue value) ? value : null;

    /// <summary>Adds an error when the value itself is not an object.</summary>
    public static bool RequireObject(this JsonValue value, ICollection<InputError> errors)
    {
        if (value.Kind is JsonValueKind.Object) return true;
        errors.Add(value.Error("an object"));
        return false;
    }

    /// <summary>The language that a property's name is, or an error.</summary>
    public static LanguageTag? NameAsLanguage(this JsonValue value, ICollection<InputError> errors)
    {
        if (LanguageTag.TryParse(value.Name, out LanguageTag tag)) return tag;
        errors.Add(new InputError(value.Source, value.Line, value.Path, VisibleText.Quote(value.Name), ALanguage));
        return null;
    }

    /// <summary>Adds an error for each property whose name is not among those given.</summary>
    public static void RejectUnknown(this JsonValue record, ICollection<InputError> errors, params ReadOnlySpan<string> known)
    {
        foreach (JsonValue property in record.Children())
        {
            bool isKnown = false;
            foreach (string name in known) isKnown |= property.HasName(name);
            if (!isKnown)
                errors.Add(new InputError(property.Source, property.Line, property.Path, "an unknown field", $"one of {string.Join(", ", known!)}"));
        }
    }

    private static bool Read<T>(
        JsonValue record, string name, ICollection<InputError> errors, bool required, string expected, Conversion<T> convert, out T? result)
    {
        result = default;
        if (!record.TryGet(name, out JsonValue value) || (value.Kind is JsonValueKind.Null && !required))
        {
            if (required) errors.Add(new InputError(record.Source, record.Line, JsonPath.Combine(record.Path, name), "nothing", expected));
            return false;
        }

        if (convert(value, out result)) return true;
        errors.Add(value.Error(expected));
        return false;
    }

    private static string OneOf<T>()
        where T : struct, Enum => "one of " + string.Join(", ", Enum.GetNames<T>());

    private static bool TryString(JsonValue value, [MaybeNullWhen(false)] out string text)
    {
        text = value.Kind is JsonValueKind.String ? value.GetString() : null;
        return text is not null;
    }

    private static bool TryInt32(JsonValue value, out int number)
    {
        number = 0;
        return value.Kind is JsonValueKind.Number && Utf8Parser.TryParse(value.Raw, out number, out int used) && used == value.Raw.Length;
    }

    private static bool TryDecimal(JsonValue value, out decimal number)
    {
        number = 0;
        return value.Kind is JsonValueKind.Number && decimal.TryParse(value.Raw, NumberStyles.Float, CultureInfo.InvariantCulture, out number);
    }

    private static bool TryBoolean(JsonValue value, out bool result)
    {
        result = value.Kind is JsonValueKind.True;
        return value.Kind is JsonValueKind.True or JsonValueKind.False;
    }

    private static bool TryEnum<T>(JsonValue value, out T result)
        where T : struct, Enum
    {
        // Enum.TryParse alone would take numbers and lists of names.
        result = default;
        return value.Kind is JsonValueKind.String
            && value.GetString() is var text
            && Enum.GetNames<T>().Contains(text, StringComparer.OrdinalIgnoreCase)
            && Enum.TryParse(text, ignoreCase: true, out result);
    }

    private static bool TryLanguage(JsonValue value, out LanguageTag tag)
    {
        tag = default;
        return value.Kind is JsonValueKind.String && LanguageTag.TryParse(value.GetString(), out tag);
    }

    private static bool TryJurisdiction(JsonValue value, out Jurisdiction found)
    {
        found = default;
        return value.Kind is JsonValueKind.String && Jurisdiction.TryParse(value.GetString(), out found);
    }

    private static bool TryObject(JsonValue value, out JsonValue found)
    {
        found = value;
        return value.Kind is JsonValueKind.Object;
    }

    private static bool TryArray(JsonValue value, out JsonValue found)
    {
        found = value;
        return value.Kind is JsonValueKind.Array;
    }
}
