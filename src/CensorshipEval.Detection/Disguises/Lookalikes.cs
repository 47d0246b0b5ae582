using System.Buffers;
using System.Collections.Frozen;

namespace CensorshipEval.Detection;

/// <summary>Letters of Cyrillic, Greek and Armenian that are read as Latin ones, and Latin ones that are read as Cyrillic.</summary>
internal static class Lookalikes
{
    // Letters that most type faces draw alike. A letter without such a partner says which script a word is in.
    private const string Alike =
        "аa сc еe оo рp хx уy іi јj ѕs һh ԁd ԛq ԝw ӏl ѵv АA ВB ЕE ІI ЈJ КK МM НH ОO РP СC ЅS ТT ХX УY ԌG ԜW ӀI " +
        "οo ιi νv αa ρp ϲc ϳj ΑA ΒB ΕE ΖZ ΗH ΙI ΚK ΜM ΝN ΟO ΡP ΤT ΥY ΧX υu օo սu հh ոn ցg";

    // Letters that pass for each other only within a word that is plainly in the other script.
    private const string Similar = "кk мm тt нh вb пn гr яr ьb κk τt εe ηn σo γy χx ωw μu βb πn";

    private const string ToCyrillic = "aа cс eе oо pр xх yу iі jј sѕ hн kк mм tт nп rг uи bв AА BВ CС EЕ HН IІ JЈ KК MМ OО PР SЅ TТ XХ YУ";

    private static readonly FrozenDictionary<char, char> Strict = Pairs(Alike);

    private static readonly FrozenDictionary<char, char> ToLatin = Pairs(Alike + " " + Similar);

    private static readonly FrozenDictionary<char, char> FromLatin = Pairs(ToCyrillic);

    // Latin letters that the languages of the lexicons have a likeness of: a likeness from elsewhere (an Abkhaz letter, a palochka) is a disguise itself.
    private static readonly SearchValues<char> LatinAlike = SearchValues.Create("aceopxyiABEIKMHOPCTXY");

    /// <summary>The script of a letter.</summary>
    public static Script Of(char c) => c switch
    {
        >= 'a' and <= 'z' or >= 'A' and <= 'Z' or (>= '\u00C0' and <= '\u024F' and not ('×' or '÷')) or (>= '\u1E00' and <= '\u1EFF') or (>= '\uFF21' and <= '\uFF5A') => Script.Latin,
        >= '\u0370' and <= '\u03FF' => Script.Greek,
        >= '\u0400' and <= '\u052F' => Script.Cyrillic,
        >= '\u0531' and <= '\u0587' => Script.Armenian,
        _ => Script.None,
    };

    /// <summary>Whether a letter looks like none of another script.</summary>
    public static bool IsTelling(char c) => Of(c) is Script.Latin ? !LatinAlike.Contains(c) : !Strict.ContainsKey(c);

    /// <summary>The letter as one of a script: itself where it has no likeness there.</summary>
    public static char In(Script script, char c) => script switch
    {
        Script.Latin when Of(c) is not Script.Latin => ToLatin.GetValueOrDefault(c, c),
        Script.Cyrillic when Of(c) is Script.Latin => FromLatin.GetValueOrDefault(c, c),
        Script.Cyrillic when Of(c) is Script.Greek or Script.Armenian && Strict.TryGetValue(c, out char latin) => FromLatin.GetValueOrDefault(latin, c),
        _ => c,
    };

    private static FrozenDictionary<char, char> Pairs(string pairs) =>
        pairs.Split(' ').Where(static pair => pair.Length == 2).DistinctBy(static pair => pair[0]).ToFrozenDictionary(static pair => pair[0], static pair => pair[1]);
}
