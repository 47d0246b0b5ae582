using CensorshipEval.Detection;

namespace CensorshipEval.Detection.Tests.Languages;

public sealed class UnknownLanguageTests
{
    private static readonly DefaultLanguageIdentifier Identifier = new();

    [Theory]
    [InlineData("Ingen har ännu förklarat varför gårdagens möte ställdes in.")] // Swedish
    [InlineData("Ingen har endnu forklaret, hvorfor mødet i går blev aflyst.")] // Danish
    [InlineData("Nikdo zatím nevysvětlil, proč byla včerejší schůze zrušena.")] // Czech
    [InlineData("Nimeni nu a explicat încă de ce ședința de ieri a fost anulată.")] // Romanian
    [InlineData("Még senki sem magyarázta meg, miért maradt el a tegnapi ülés.")] // Hungarian
    [InlineData("Hakuna aliyeeleza bado kwa nini mkutano wa jana ulifutwa.")] // Swahili
    [InlineData("Kò sí ẹnikẹ́ni tó tíì ṣàlàyé ìdí tí wọ́n fi fagi lé ìpàdé àná.")] // Yoruba
    [InlineData("Enginn hefur enn útskýrt hvers vegna fundinum í gær var aflýst.")] // Icelandic
    [InlineData("Ningú no ha explicat encara per què es va anul·lar la reunió d'ahir, i els veïns n'esperen una explicació.")] // Catalan
    [InlineData("Никой още не е обяснил защо вчерашното събрание беше отменено.")] // Bulgarian
    [InlineData("Нико још није објаснио зашто је јучерашњи састанак отказан.")] // Serbian
    [InlineData("Κανείς δεν έχει εξηγήσει ακόμη γιατί ακυρώθηκε η χθεσινή συνεδρίαση.")] // Greek
    [InlineData("ჯერ არავის აუხსნია, რატომ გაუქმდა გუშინდელი შეხვედრა.")] // Georgian
    [InlineData("গতকালের সভা কেন বাতিল হলো, এখনও কেউ ব্যাখ্যা করেনি।")] // Bengali
    [InlineData("நேற்றைய கூட்டம் ஏன் ரத்து செய்யப்பட்டது என்று யாரும் விளக்கவில்லை.")] // Tamil
    [InlineData("ابھی تک کسی نے نہیں بتایا کہ کل کا اجلاس کیوں منسوخ ہوا۔")] // Urdu
    [InlineData("कालची बैठक का रद्द झाली हे अजून कोणीही सांगितलेले नाही.")] // Marathi
    public void A_sentence_of_a_language_it_does_not_know_is_of_none(string text) => Identifier.Identify(text).ShouldBe(LanguageGuess.Unknown);

    [Theory]
    [InlineData("")]
    [InlineData("   \n\t ")]
    [InlineData("1989, 06/04: 3.14159 + 42 = 100 %")]
    [InlineData("🙂🙃🇨🇳👩‍👩‍👧 ❤️ ✅")]
    [InlineData("……！？——「」、。")]
    [InlineData("https://example.org/the/people/of/the/city?when=now&where=here")]
    [InlineData("`the whole text is code and nothing but code`")]
    [InlineData("```\nThe whole text is a block of code, whatever stands in it.\n```")]
    [InlineData("```csharp\nwhile (true) the_loop.goes_on();")]
    [InlineData("var total = items.Where(x => x.Price > 0).Sum(x => x.Price * x.Count); return total;")]
    [InlineData("{\"user_id\": 12, \"is_admin\": false, \"created_at\": \"2024-01-01\", \"tags\": [\"a_b\", \"c_d\"]}")]
    [InlineData("dGhlIHF1aWNrIGJyb3duIGZveCBqdW1wcyBvdmVyIHRoZSBsYXp5IGRvZw==")]
    [InlineData("asdkjfh qwpoeir zxmcnb vlaskdj fghqwe rtyuio plkjhg")]
    [InlineData("xq zzkv wqpt bnnh ggrx ttlq vvzk qqhp")]
    [InlineData("аывфп олджэ йцукен гшщзх ячсмит ьбюфыв")]
    public void What_is_no_language_is_of_none(string text) => Identifier.Identify(text).ShouldBe(LanguageGuess.Unknown);

    [Theory]
    [InlineData(
        "Nobody knows why the meeting was cancelled, and nobody has asked the chairman about it since then. Everyone waits for an answer.",
        "Niemand weiß, warum die Sitzung abgesagt wurde, und seither hat auch keiner den Vorsitzenden danach gefragt. Alle warten auf eine Antwort.")]
    [InlineData("Nobody knows why the meeting was cancelled, and nobody has asked.", "没有人知道昨天的会议为什么取消，也没有人去问过主席，大家只是等着。")]
    [InlineData("Никто не знает, почему собрание отменили, и никто не спрашивал.", "Personne ne sait pourquoi la réunion a été annulée, ni ne l'a demandé.")]
    public void A_text_half_in_one_language_and_half_in_another_is_surely_of_neither(string one, string other)
    {
        Identifier.Identify($"{one} {other}").Confidence.ShouldBeLessThan(0.7);
        Identifier.Identify($"{other}\n\n{one}").Confidence.ShouldBeLessThan(0.7);
    }
}
