using System.Collections.Frozen;
using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Serialization;

namespace CensorshipEval;

/// <summary>Whose authorities a prompt concerns: an ISO 3166-1 alpha-2 code in upper case, or <see cref="None"/>.</summary>
[JsonConverter(typeof(JurisdictionJsonConverter))]
public readonly record struct Jurisdiction : IComparable<Jurisdiction>
{
    private const string Codes =
        "AD AE AF AG AI AL AM AO AQ AR AS AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ BL BM BN BO BQ BR BS BT BV BW BY BZ CA CC CD CF CG CH " +
        "CI CK CL CM CN CO CR CU CV CW CX CY CZ DE DJ DK DM DO DZ EC EE EG EH ER ES ET FI FJ FK FM FO FR GA GB GD GE GF GG GH GI GL GM GN " +
        "GP GQ GR GS GT GU GW GY HK HM HN HR HT HU ID IE IL IM IN IO IQ IR IS IT JE JM JO JP KE KG KH KI KM KN KP KR KW KY KZ LA LB LC LI " +
        "LK LR LS LT LU LV LY MA MC MD ME MF MG MH MK ML MM MN MO MP MQ MR MS MT MU MV MW MX MY MZ NA NC NE NF NG NI NL NO NP NR NU NZ OM " +
        "PA PE PF PG PH PK PL PM PN PR PS PT PW PY QA RE RO RS RU RW SA SB SC SD SE SG SH SI SJ SK SL SM SN SO SR SS ST SV SX SY SZ TC TD " +
        "TF TG TH TJ TK TL TM TN TO TR TT TV TW TZ UA UG UM US UY UZ VA VC VE VG VI VN VU WF WS XK YE YT ZA ZM ZW XX";

    private static readonly FrozenSet<string> Known = Codes.Split(' ').ToFrozenSet(StringComparer.Ordinal);

    private readonly string? _code;

    private Jurisdiction(string code) => _code = code;

    /// <summary>No jurisdiction (<c>XX</c>): neutral prompts, safety controls, and prompts whose author named none.</summary>
    public static Jurisdiction None => default;

    /// <summary>The two letters.</summary>
    public string Code => _code ?? "XX";

    /// <summary>Reads a code in any case.</summary>
    /// <exception cref="FormatException">The text is not an ISO 3166-1 alpha-2 code.</exception>
    public static Jurisdiction Parse(string code) =>
        TryParse(code, out Jurisdiction result)
            ? result
            : throw new FormatException($"'{code}' is not a jurisdiction. Expected an ISO 3166-1 code of two letters, such as CN, or XX for none.");

    /// <summary>Reads a code in any case, or returns <see langword="false"/>.</summary>
    public static bool TryParse([NotNullWhen(true)] string? code, out Jurisdiction result)
    {
        string upper = code?.Trim().ToUpperInvariant() ?? "";
        bool known = Known.Contains(upper);
        result = known && upper is not "XX" ? new Jurisdiction(upper) : default;
        return known;
    }

    /// <inheritdoc/>
    public int CompareTo(Jurisdiction other) => string.CompareOrdinal(Code, other.Code);

    /// <inheritdoc/>
    public bool Equals(Jurisdiction other) => string.Equals(Code, other.Code, StringComparison.Ordinal);

    /// <inheritdoc/>
    public override int GetHashCode() => StringComparer.Ordinal.GetHashCode(Code);

    /// <summary>The two letters.</summary>
    public override string ToString() => Code;

    /// <summary>Ordinal order of the codes.</summary>
    public static bool operator <(Jurisdiction left, Jurisdiction right) => left.CompareTo(right) < 0;

    /// <summary>Ordinal order of the codes.</summary>
    public static bool operator >(Jurisdiction left, Jurisdiction right) => left.CompareTo(right) > 0;

    /// <summary>Ordinal order of the codes.</summary>
    public static bool operator <=(Jurisdiction left, Jurisdiction right) => left.CompareTo(right) <= 0;

    /// <summary>Ordinal order of the codes.</summary>
    public static bool operator >=(Jurisdiction left, Jurisdiction right) => left.CompareTo(right) >= 0;
}
