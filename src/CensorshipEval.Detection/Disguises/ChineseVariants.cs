using System.Buffers;
using System.Collections.Frozen;

namespace CensorshipEval.Detection;

/// <summary>
/// Writes Chinese that mixes simplified and traditional characters, or has variants of them, in simplified ones: neither lexicon knows a mixture. Only characters
/// that stand in the lexicons, by Unicode's table of variants.
/// </summary>
internal static class ChineseVariants
{
    private const string Traditional =
        "並來個們倫偵備傳傷傾僅價儘內別刪則創劃動務勵勸區協參問啟單嚴國圍圖執堅場壞夠媽學實寧審寫將專尋對導屬師帶幫幾庫廳後從復愛" +
        "態慮應戶採揚換擁擇據擬攔敘數斷於時暫會東條業極樂標樣機檢權歡歷決沒測準滿潛濾瀏為無獲現產當疇發瞭確碼礙種稱積穩範簡糾紀約" +
        "細紹終結絕給統經維網編練縱總繞繼續纏義習聞聲職與興萬薦藥處裝裡製見規視覺覽觀觸訂計訊討訓記訪設許訴評詞詢試話該詳認語誡說" +
        "調談請諒論諮講謝識譜譯議護讀讓負貨貫責資賣贊較載輕輯輸轉辦逕這連進過達違適選遺還邊邏醫釋針銀錄鎖長開閱關隊隨險隱雖難雲項" +
        "須預領題願類顯風飛飯體鬆麼點黨麽曆髮複寶盡併噹氣聯騰穫埰鬚頻";

    private const string Simplified =
        "并来个们伦侦备传伤倾仅价尽内别删则创划动务励劝区协参问启单严国围图执坚场坏够妈学实宁审写将专寻对导属师带帮几库厅后从复爱" +
        "态虑应户采扬换拥择据拟拦叙数断于时暂会东条业极乐标样机检权欢历决没测准满潜滤浏为无获现产当畴发了确码碍种称积稳范简纠纪约" +
        "细绍终结绝给统经维网编练纵总绕继续缠义习闻声职与兴万荐药处装里制见规视觉览观触订计讯讨训记访设许诉评词询试话该详认语诫说" +
        "调谈请谅论谘讲谢识谱译议护读让负货贯责资卖赞较载轻辑输转办迳这连进过达违适选遗还边逻医释针银录锁长开阅关队随险隐虽难云项" +
        "须预领题愿类显风飞饭体松么点党么历发复宝尽并当气联腾获采须频";

    /// <summary>Simplified characters that are nothing else: not in Big Five.</summary>
    private const string OnlySimplified =
        "专业东严个为义乐习产仅从们会传伤伦侦倾关兴内写决则创删别劝办务动励区医协单卖厅历参发叙启围国图场坚声处备够妈学宝实审对寻" +
        "导将尽属师带帮库应开当录态总户执扬护拟拥拦择换数断无时显暂权条来标样检欢没测浏满滤潜点爱现畴码碍积称稳简类纠约纪纵练细终" +
        "绍经结绕给绝统继续维编缠职联腾药获虑虽装见观规视览觉计订认讨让训议讯记讲许论设访评识诉词译试话询该详诫语说请读调谅谈谘谢" +
        "谱负责货贯资赞转轻载较辑输边达过还这进违连迳选逻遗释针银锁长问闻阅队险随隐难项须预领频题风飞饭";

    /// <summary>Variants that either way of writing has beside its usual characters.</summary>
    private const string Variants = "妳爲裏説啓羣衆綫祕";

    private const string Usual = "你为里说启群众线秘";

    private static readonly FrozenDictionary<char, char> Table =
        (Traditional + Variants).Zip(Simplified + Usual).ToFrozenDictionary(static pair => pair.First, static pair => pair.Second);

    private static readonly SearchValues<char> OfTraditional = SearchValues.Create(Traditional);

    private static readonly SearchValues<char> OfSimplified = SearchValues.Create(OnlySimplified);

    private static readonly SearchValues<char> OfVariants = SearchValues.Create(Variants);

    /// <summary>Whether a text mixes; Japanese, which has characters of both kinds, does not count.</summary>
    public static bool AreIn(ReadOnlySpan<char> text) =>
        text.ContainsAnyInRange('\u4E00', '\u9FFF') && !text.ContainsAnyInRange('\u3041', '\u30FA') &&
        (text.ContainsAny(OfVariants) || (text.ContainsAny(OfTraditional) && text.ContainsAny(OfSimplified)));

    /// <summary>Writes them in simplified characters.</summary>
    public static void Lift(Rewriting text)
    {
        foreach (ref char c in text.Chars)
        {
            if (!Table.TryGetValue(c, out char simplified)) continue;
            c = simplified;
            text.Changed = true;
        }
    }
}
