using System.Collections.Frozen;

namespace CensorshipEval.Reporting.Figures;

/// <summary>English names of languages and countries, where they are among the usual ones; else their codes. The platform's own depend on the locale data of the machine.</summary>
internal static class PlaceNames
{
    private static readonly FrozenDictionary<string, string> Languages = Table(
        "ar Arabic|bn Bengali|cs Czech|da Danish|de German|el Greek|en English|es Spanish|fa Persian|fi Finnish|fr French|he Hebrew|hi Hindi|hu Hungarian|id Indonesian|it Italian|" +
        "ja Japanese|ko Korean|ms Malay|nl Dutch|no Norwegian|pl Polish|pt Portuguese|ro Romanian|ru Russian|sv Swedish|sw Swahili|ta Tamil|th Thai|tr Turkish|uk Ukrainian|ur Urdu|" +
        "vi Vietnamese|yue Cantonese|zh Chinese|zh-Hans Chinese (simplified)|zh-Hant Chinese (traditional)|bo Tibetan|ug Uyghur|kk Kazakh|ku Kurdish|my Burmese|km Khmer|am Amharic");

    private static readonly FrozenDictionary<string, string> Countries = Table(
        "AE the United Arab Emirates|CN China|DE Germany|FR France|GB the United Kingdom|IL Israel|IN India|IR Iran|JP Japan|RU Russia|SA Saudi Arabia|TR Turkey|US the United States|VN Vietnam|" +
        "AU Australia|BR Brazil|CA Canada|CH Switzerland|CU Cuba|EG Egypt|ES Spain|HK Hong Kong|ID Indonesia|IT Italy|KP North Korea|KR South Korea|MM Myanmar|MX Mexico|NL the Netherlands|" +
        "PK Pakistan|PL Poland|SG Singapore|TH Thailand|TW Taiwan|UA Ukraine|BY Belarus|BH Bahrain|QA Qatar|KW Kuwait|OM Oman|VE Venezuela|ER Eritrea|ET Ethiopia|KH Cambodia|LA Laos|KZ Kazakhstan");

    /// <summary>The name of a language; of one with a script or a country that is not among the usual ones, the language and these: <c>Portuguese (BR)</c>.</summary>
    public static string Of(LanguageTag language) =>
        Languages.TryGetValue(language.Value, out string? name) ? name
        : language.Value.Length > language.Language.Length && Languages.TryGetValue(language.Language, out name) ? $"{name} ({language.Value[(language.Language.Length + 1)..]})"
        : language.Value;

    public static string Of(Jurisdiction country) => country == Jurisdiction.None ? "no country in particular" : Countries.GetValueOrDefault(country.Code, country.Code);

    /// <summary>The name of a country by itself, as in a list: without an article.</summary>
    public static string Alone(Jurisdiction country) => Of(country) is var name && name.StartsWith("the ", StringComparison.Ordinal) ? name[4..] : name;

    private static FrozenDictionary<string, string> Table(string names) => names.Split('|')
        .ToFrozenDictionary(static name => name[..name.IndexOf(' ', StringComparison.Ordinal)], static name => name[(name.IndexOf(' ', StringComparison.Ordinal) + 1)..], StringComparer.Ordinal);
}
