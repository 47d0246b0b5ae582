using System.Collections.Frozen;

namespace CensorshipEval;

/// <summary>
/// The languages of ISO 639-1 and the three-letter codes of larger languages that have no two-letter one.
/// A list of our own, because the platform's answer depends on the locale data of the machine.
/// </summary>
internal static class KnownLanguages
{
    private const string Codes =
        "aa ab ae af ak am an ar as av ay az ba be bg bi bm bn bo br bs ca ce ch co cr cs cu cv cy da de dv dz ee el en eo es et eu " +
        "fa ff fi fj fo fr fy ga gd gl gn gu gv ha he hi ho hr ht hu hy hz ia id ie ig ii ik io is it iu ja jv ka kg ki kj kk kl km " +
        "kn ko kr ks ku kv kw ky la lb lg li ln lo lt lu lv mg mh mi mk ml mn mr ms mt my na nb nd ne ng nl nn no nr nv ny oc oj om or " +
        "os pa pi pl ps pt qu rm rn ro ru rw sa sc sd se sg si sk sl sm sn so sq sr ss st su sv sw ta te tg th ti tk tl tn to tr ts tt " +
        "tw ty ug uk ur uz ve vi vo wa wo xh yi yo za zh zu und mul " +
        "yue nan wuu hak hsn gan cdo fil ceb ilo hil war bcl pam min ace ban mad bug sas bjn tet nod lus mni sat kok mai bho awa mag hne " +
        "doi brx ckb kmr sdh zza lzz prs pbt hbo arz ary arb apc ajp acm aeb arq afb gsw nds bar hsb dsb vec scn nap lmo fur ast szl csb " +
        "rue crh tyv sah bua xal krc kbd ady inh nog kum lez lbe tab myv mdf udm koi mhr mrj sme smj smn haw mic chr nah yua quz grn ayr " +
        "gil tpi hif kam kea mos kab shi tzm rif dyu fon ful gaa ibb bem tum nso tiv luo mas suk guz mer kmb umb";

    private static readonly FrozenSet<string> Known = Codes.Split(' ').ToFrozenSet(StringComparer.Ordinal);

    private static readonly FrozenDictionary<string, string> Renewed = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["in"] = "id", ["iw"] = "he", ["ji"] = "yi", ["mo"] = "ro", ["cmn"] = "zh", ["arb"] = "ar",
        ["eng"] = "en", ["deu"] = "de", ["ger"] = "de", ["fra"] = "fr", ["fre"] = "fr", ["spa"] = "es", ["rus"] = "ru", ["jpn"] = "ja",
        ["kor"] = "ko", ["zho"] = "zh", ["chi"] = "zh", ["ara"] = "ar", ["ind"] = "id", ["por"] = "pt", ["ita"] = "it", ["nld"] = "nl",
        ["dut"] = "nl", ["pol"] = "pl", ["tur"] = "tr", ["fas"] = "fa", ["per"] = "fa", ["hin"] = "hi", ["vie"] = "vi", ["tha"] = "th",
        ["heb"] = "he", ["ukr"] = "uk", ["fin"] = "fi", ["swe"] = "sv", ["yor"] = "yo", ["ben"] = "bn", ["urd"] = "ur", ["tam"] = "ta",
    }.ToFrozenDictionary(StringComparer.Ordinal);

    public static string? Canonical(string code)
    {
        string lower = code.ToLowerInvariant();
        if (Renewed.TryGetValue(lower, out string? renewed)) return renewed;
        return Known.Contains(lower) ? lower : null;
    }
}
