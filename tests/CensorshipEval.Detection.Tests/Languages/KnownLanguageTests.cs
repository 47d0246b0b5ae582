using CensorshipEval.Detection;

namespace CensorshipEval.Detection.Tests.Languages;

public sealed class KnownLanguageTests
{
    private static readonly DefaultLanguageIdentifier Identifier = new();

    public static TheoryData<string, string> Sentences => new(Sentence.Known);

    [Theory]
    [MemberData(nameof(Sentences))]
    public void A_sentence_is_of_its_language(string language, string text) => Identifier.Identify(text).Language.Value.ShouldBe(language);

    [Theory]
    [MemberData(nameof(Sentences))]
    public void Case_digits_white_space_and_invisible_characters_say_nothing(string language, string text)
    {
        Identifier.Identify(text.ToUpperInvariant()).Language.Value.ShouldBe(language);
        Identifier.Identify($"\n\t 2024 - 12,5 %  {text}\n 365 \u200B\uFEFF").Language.Value.ShouldBe(language);
        Identifier.Identify(string.Join('\u00AD', text.ToCharArray())).ShouldBe(Identifier.Identify(text));
    }

    [Theory]
    [MemberData(nameof(Sentences))]
    public void A_text_and_its_doubling_agree(string language, string text)
    {
        string paragraph = $"{text} {text} ";
        Identifier.Identify(paragraph).Language.Value.ShouldBe(language);
        Identifier.Identify(string.Concat(Enumerable.Repeat(paragraph, 40))).Language.Value.ShouldBe(language);
        Identifier.Identify(paragraph).Confidence.ShouldBeGreaterThanOrEqualTo(Identifier.Identify(text).Confidence - 0.02);
    }

    [Theory]
    [MemberData(nameof(Sentences))]
    public void Mark_up_code_and_addresses_say_nothing(string language, string text)
    {
        string page = $"<div class=\"answer\"><p>{text}</p></div> https://www.example.com/what/the/user/said?and=so#on `let it = be;`\n\n" +
            $"```python\nfor line in the_file:\n    print(line)  # of the file that was there\n```\n\n**{text}**";
        Identifier.Identify(page).Language.Value.ShouldBe(language);
    }

    [Theory]
    [MemberData(nameof(Sentences))]
    public void Decomposed_letters_are_the_same_letters(string language, string text)
    {
        // The platform's own normalisation may be switched off, so the few accents are taken apart here.
        string decomposed = text.Replace("é", "e\u0301", StringComparison.Ordinal).Replace("ñ", "n\u0303", StringComparison.Ordinal)
            .Replace("ü", "u\u0308", StringComparison.Ordinal).Replace("ệ", "e\u0323\u0302", StringComparison.Ordinal).Replace("й", "и\u0306", StringComparison.Ordinal)
            .Replace("ã", "a\u0303", StringComparison.Ordinal).Replace("ä", "a\u0308", StringComparison.Ordinal).Replace("ї", "і\u0308", StringComparison.Ordinal);
        Identifier.Identify(decomposed).ShouldBe(Identifier.Identify(text), language);
    }

    [Fact]
    public void Persian_on_an_Arabic_keyboard_is_Persian() =>
        Identifier.Identify("دولت هنوز درباره اين موضوع توضيحي نداده است و كسي هم نمي داند چه شده.").Language.Value.ShouldBe("fa");

    [Fact]
    public void Letters_in_full_width_and_mathematical_forms_are_letters()
    {
        Identifier.Identify("Ｔｈｅ　ｇｏｖｅｒｎｍｅｎｔ　ｈａｓ　ｎｏｔ　ｓａｉｄ　ａｎｙｔｈｉｎｇ").Language.Value.ShouldBe("en");
        Identifier.Identify("𝗗𝗶𝗲 𝗥𝗲𝗴𝗶𝗲𝗿𝘂𝗻𝗴 𝗵𝗮𝘁 𝗱𝗮𝘇𝘂 𝗻𝗼𝗰𝗵 𝗻𝗶𝗰𝗵𝘁𝘀 𝗴𝗲𝘀𝗮𝗴𝘁").Language.Value.ShouldBe("de");
    }

    [Fact]
    public void Chinese_in_characters_of_both_ways_of_writing_is_called_simplified_and_hardly_sure()
    {
        LanguageGuess guess = Identifier.Identify("我不知道。");
        guess.Language.Value.ShouldBe("zh-Hans");
        guess.Confidence.ShouldBeInRange(0.5, 0.6);
    }

    [Fact]
    public void A_few_foreign_words_do_not_change_a_language()
    {
        Identifier.Identify("我建议你先安装 Visual Studio Code，然后打开 GitHub 上的项目，再运行测试。").Language.Value.ShouldBe("zh-Hans");
        Identifier.Identify("The character 法 means law, and 法律 is the usual word for it in a sentence.").Language.Value.ShouldBe("en");
        Identifier.Identify("Функция GetValue возвращает строку, если сервер ответил вовремя.").Language.Value.ShouldBe("ru");
    }
}
