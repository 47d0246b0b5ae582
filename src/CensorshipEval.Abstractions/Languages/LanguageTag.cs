using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Serialization;

namespace CensorshipEval;

/// <summary>
/// A language as a BCP 47 tag in the one spelling this library uses: <c>en</c>, <c>zh-Hans</c>, <c>zh-Hant</c>, <c>pt-BR</c>.
/// </summary>
/// <remarks>
/// Chinese is always told apart by script: <c>zh</c>, <c>zh-CN</c> and <c>zh-SG</c> become <c>zh-Hans</c>;
/// <c>zh-TW</c>, <c>zh-HK</c> and <c>zh-MO</c> become <c>zh-Hant</c>. Deprecated codes are renewed (<c>in</c> to <c>id</c>,
/// <c>iw</c> to <c>he</c>). Case and underscores are forgiven. The default value is <see cref="Undetermined"/>.
/// </remarks>
[JsonConverter(typeof(LanguageTagJsonConverter))]
public readonly struct LanguageTag : IEquatable<LanguageTag>, IComparable<LanguageTag>, ISpanParsable<LanguageTag>
{
    private readonly string? _value;

    internal LanguageTag(string value) => _value = value;

    /// <summary>The language is not known (<c>und</c>).</summary>
    public static LanguageTag Undetermined => default;

    /// <summary>The normalised tag.</summary>
    public string Value => _value ?? "und";

    /// <summary>The primary subtag: <c>zh</c> of <c>zh-Hans</c>.</summary>
    public string Language => Value.Split('-', 2)[0];

    /// <summary>Reads a tag and normalises it.</summary>
    /// <exception cref="FormatException">The text is not a tag of a language known to ISO 639.</exception>
    public static LanguageTag Parse(string tag) =>
        TryParse(tag, out LanguageTag result)
            ? result
            : throw new FormatException($"'{tag}' is not a language tag. Expected BCP 47, such as en, zh-Hans or pt-BR.");

    /// <summary>Reads a tag and normalises it, or returns <see langword="false"/>.</summary>
    public static bool TryParse([NotNullWhen(true)] string? tag, out LanguageTag result)
    {
        string? normalised = tag is null ? null : LanguageTagNormaliser.Normalise(tag);
        result = normalised is null or "und" ? default : new LanguageTag(normalised);
        return normalised is not null;
    }

    /// <inheritdoc/>
    public static LanguageTag Parse(string s, IFormatProvider? provider) => Parse(s);

    /// <inheritdoc/>
    public static LanguageTag Parse(ReadOnlySpan<char> s, IFormatProvider? provider) => Parse(s.ToString());

    /// <inheritdoc/>
    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, out LanguageTag result) => TryParse(s, out result);

    /// <inheritdoc/>
    public static bool TryParse(ReadOnlySpan<char> s, IFormatProvider? provider, out LanguageTag result) => TryParse(s.ToString(), out result);

    /// <inheritdoc/>
    public bool Equals(LanguageTag other) => string.Equals(Value, other.Value, StringComparison.Ordinal);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is LanguageTag other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => StringComparer.Ordinal.GetHashCode(Value);

    /// <inheritdoc/>
    public int CompareTo(LanguageTag other) => string.CompareOrdinal(Value, other.Value);

    /// <summary>The normalised tag.</summary>
    public override string ToString() => Value;

    /// <summary>Whether both are the same normalised tag.</summary>
    public static bool operator ==(LanguageTag left, LanguageTag right) => left.Equals(right);

    /// <summary>Whether the normalised tags differ.</summary>
    public static bool operator !=(LanguageTag left, LanguageTag right) => !left.Equals(right);

    /// <summary>Ordinal order of the normalised tags.</summary>
    public static bool operator <(LanguageTag left, LanguageTag right) => left.CompareTo(right) < 0;

    /// <summary>Ordinal order of the normalised tags.</summary>
    public static bool operator >(LanguageTag left, LanguageTag right) => left.CompareTo(right) > 0;

    /// <summary>Ordinal order of the normalised tags.</summary>
    public static bool operator <=(LanguageTag left, LanguageTag right) => left.CompareTo(right) <= 0;

    /// <summary>Ordinal order of the normalised tags.</summary>
    public static bool operator >=(LanguageTag left, LanguageTag right) => left.CompareTo(right) >= 0;
}
