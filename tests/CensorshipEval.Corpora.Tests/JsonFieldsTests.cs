using System.Text;

namespace CensorshipEval.Corpora.Tests;

public sealed class JsonFieldsTests
{
    private readonly List<InputError> _errors = [];

    [Fact]
    public void A_record_is_read_to_its_end_and_all_its_errors_are_told()
    {
        JsonValue record = Parse("""
            {
              "text": 5,
              "count": 1.5,
              "role": "sensitiv",
              "language": "klingon",
              "jurisdiction": "China",
              "note": ["x"]
            }
            """);
        record.ReadString("text", _errors).ShouldBeNull();
        record.ReadString("missing", _errors).ShouldBeNull();
        record.ReadInt32("count", _errors).ShouldBeNull();
        record.ReadEnum<PromptRole>("role", _errors).ShouldBeNull();
        record.ReadLanguage("language", _errors).ShouldBeNull();
        record.ReadOptionalJurisdiction("jurisdiction", _errors).ShouldBeNull();
        record.ReadOptionalString("note", _errors).ShouldBeNull();
        _errors.Select(error => (error.Line, error.Field, error.Found)).ShouldBe(
        [
            (2, "text", "5"), (1, "missing", "nothing"), (3, "count", "1.5"), (4, "role", "'sensitiv'"),
            (5, "language", "'klingon'"), (6, "jurisdiction", "'China'"), (7, "note", "a list"),
        ]);
        _errors[3].Expected.ShouldBe("one of Sensitive, Analogue, Benign, SafetyControl, Neutral");
    }

    [Fact]
    public void Good_fields_are_read_without_a_word()
    {
        JsonValue record = Parse("""{"s": "", "i": -3, "role": "sAFETYcONTROL", "l": "zh_CN", "j": "cn", "n": null}""");
        record.ReadString("s", _errors).ShouldBe("");
        record.ReadInt32("i", _errors).ShouldBe(-3);
        record.ReadEnum<PromptRole>("role", _errors).ShouldBe(PromptRole.SafetyControl);
        record.ReadLanguage("l", _errors).ShouldBe(LanguageTag.Parse("zh-Hans"));
        record.ReadOptionalJurisdiction("j", _errors).ShouldBe(Jurisdiction.Parse("CN"));
        record.ReadOptionalString("n", _errors).ShouldBeNull();
        record.ReadOptionalEnum<PromptForm>("absent", _errors).ShouldBeNull();
        _errors.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("\"3\"")]
    [InlineData("\"Sensitive,Benign\"")]
    [InlineData("1")]
    [InlineData("null")]
    public void A_name_of_an_enumeration_is_a_name_and_nothing_else(string value)
    {
        Parse($$"""{"role": {{value}}}""").ReadEnum<PromptRole>("role", _errors).ShouldBeNull();
        _errors.ShouldHaveSingleItem();
    }

    [Fact]
    public void Numbers_beyond_the_type_are_errors()
    {
        JsonValue record = Parse("""{"i": 99999999999}""");
        record.ReadInt32("i", _errors).ShouldBeNull();
        _errors.ShouldHaveSingleItem();
    }

    [Fact]
    public void Hostile_values_and_names_are_quoted_short_and_visible()
    {
        string hostile = "\u202E\u001b[31m\u0007" + new string('x', 5000);
        JsonValue record = Parse(System.Text.Json.JsonSerializer.Serialize(new Dictionary<string, string> { ["role"] = hostile, ["\u202Eevil\u0000"] = "" }));
        record.ReadEnum<PromptRole>("role", _errors).ShouldBeNull();
        record.RejectUnknown(_errors, "role");
        foreach (InputError error in _errors)
        {
            error.ToString().Length.ShouldBeLessThan(400);
            error.ToString().ShouldAllBe(c => !char.IsControl(c) && c != '\u202E');
        }

        _errors[1].Field.ShouldBe(@"['\u202Eevil\u0000']");
    }

    [Theory]
    [InlineData("plain – 中文 é", "'plain – 中文 é'")]
    [InlineData("a\u202Eb\u200Fc\u2066", @"'a\u202Eb\u200Fc\u2066'")]
    [InlineData("\u001b]0;x\u0007\u009b", @"'\u001B]0;x\u0007\u009B'")]
    [InlineData("tag \U000E0041", @"'tag \U000E0041'")]
    [InlineData("😀", "'😀'")]
    public void What_is_invisible_is_written_out(string text, string expected) => VisibleText.Quote(text).ShouldBe(expected);

    [Fact]
    public void Half_a_surrogate_pair_is_written_out() => VisibleText.Quote("\ud83d!").ShouldBe(@"'\uD83D!'");

    [Fact]
    public void A_quotation_never_cuts_a_character_in_two() =>
        VisibleText.Quote(new string('x', 59) + "😀😀").ShouldBe("'" + new string('x', 59) + "…'");

    private JsonValue Parse(string json) => JsonText.Parse(Encoding.UTF8.GetBytes(json), "r.json", _errors)!.Root;
}
