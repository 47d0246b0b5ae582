using System.Text;
using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;

namespace CensorshipEval.Corpora.Tests;

public sealed class JsonTextTests
{
    private readonly List<InputError> _errors = [];

    [Fact]
    public void Every_value_knows_its_line_column_and_path()
    {
        JsonValue root = Parse("{\n  \"a\": [1, {\"é\": true,\n \"b\": \"x\"}]\n}");
        root.Path.ShouldBeNull();
        root.TryGet("a", out JsonValue list).ShouldBeTrue();
        (list.Path, list.Line, list.Column).ShouldBe(("a", 2, 8));
        var items = new List<JsonValue>();
        foreach (JsonValue item in list.Children()) items.Add(item);
        items[1].TryGet("b", out JsonValue text).ShouldBeTrue();
        (text.Path, text.Line, text.Column, text.GetString()).ShouldBe(("a[1].b", 3, 7, "x"));
        items[1].TryGet("é", out JsonValue odd).ShouldBeTrue();
        odd.Path.ShouldBe("a[1]['é']");
    }

    [Theory]
    [InlineData("{\"a\": 1,}", 1, "trailing comma")]
    [InlineData("{\n\"a\" 1}", 2, "':'")]
    [InlineData("{\n\n\"a\": tru}", 3, "well-formed JSON")]
    [InlineData("{\"a\": \"b", 1, "well-formed JSON")]
    [InlineData("", 1, "well-formed JSON")]
    [InlineData("{} {}", 1, "well-formed JSON")]
    [InlineData("// no\n{}", 1, "well-formed JSON")]
    [InlineData("{\"a\": \"line\nbreak\"}", 1, "well-formed JSON")]
    [InlineData("{\"a\": 01}", 1, "well-formed JSON")]
    public void Malformed_JSON_is_told_with_its_line(string json, int line, string expected)
    {
        TryParse(Encoding.UTF8.GetBytes(json)).ShouldBeNull();
        InputError error = _errors.ShouldHaveSingleItem();
        error.Line.ShouldBe(line);
        error.Source.ShouldBe("f.json");
        error.Expected.ShouldContain(expected);
        error.Expected.ShouldNotContain("LineNumber");
    }

    [Fact]
    public void A_byte_order_mark_is_accepted() => Parse("\uFEFF{\"a\": 1}").Column.ShouldBe(1);

    [Fact]
    public void Bytes_that_are_not_UTF8_are_told_with_their_place()
    {
        TryParse([.. "{\n \"é\": \""u8, 0xC3, 0x28, .. "\"}"u8]).ShouldBeNull();
        InputError error = _errors.ShouldHaveSingleItem();
        error.Line.ShouldBe(2);
        error.Found.ShouldBe("the byte 0xC3 at column 8, which is not UTF-8");
    }

    [Fact]
    public void UTF16_is_called_by_its_name()
    {
        TryParse([0xFF, 0xFE, .. Encoding.Unicode.GetBytes("{}")]).ShouldBeNull();
        _errors.ShouldHaveSingleItem().Found.ShouldBe("UTF-16");
    }

    [Fact]
    public void Nesting_is_read_to_the_limit_and_no_deeper()
    {
        string Nested(int depth) => new string('[', depth) + new string(']', depth);
        TryParse(Encoding.UTF8.GetBytes(Nested(64))).ShouldNotBeNull();
        TryParse(Encoding.UTF8.GetBytes(Nested(65))).ShouldBeNull();
        TryParse(Encoding.UTF8.GetBytes(new string('[', 1_000_000))).ShouldBeNull();
        _errors.ShouldAllBe(error => error.Expected == "nesting no deeper than 64");
    }

    [Theory]
    [InlineData(3)]
    [InlineData(40)]
    public void A_name_that_stands_twice_is_an_error_however_it_is_written(int names)
    {
        string others = string.Join(",", Enumerable.Range(0, names).Select(i => $"\"n{i}\": 0"));
        Parse($"{{{others},\n\"a\": 1,\n\"\\u0061\": 2}}", expectErrors: true).TryGet("a", out JsonValue first).ShouldBeTrue();
        Encoding.UTF8.GetString(first.Raw).ShouldBe("1");
        InputError error = _errors.ShouldHaveSingleItem();
        (error.Line, error.Field).ShouldBe((3, "a"));
    }

    [Theory]
    [InlineData(@"cut \ud83d", "cut \uFFFD")]
    [InlineData(@"\ud83d in the middle", "\uFFFD in the middle")]
    [InlineData(@"\ude00\ud83d", "\uFFFD\uFFFD")]
    [InlineData(@"\ud83d\ud83d\ude00", "\uFFFD\U0001F600")]
    [InlineData(@"\ud83d\u0041", "\uFFFDA")]
    [InlineData(@"é\n\t\""\\\/\b\f\r\u4e2d", "é\n\t\"\\/\b\f\r中")]
    public void Half_a_surrogate_pair_becomes_a_replacement_character(string escaped, string expected)
    {
        Parse($"[\"{escaped}\"]").Children().ToList().ShouldHaveSingleItem().GetString().ShouldBe(expected);
        Parse($"{{\"{escaped}\": 1}}").Children().ToList().ShouldHaveSingleItem().Name.ShouldBe(expected);
    }

    [Fact]
    public void A_copy_as_an_element_is_safe_to_read_and_write()
    {
        JsonElement element = Parse("""{"a": ["\ud83d", 1.50, null, true, {"b": "中"}]}""").ToElement();
        element.GetProperty("a")[0].GetString().ShouldBe("\uFFFD");
        element.GetProperty("a")[1].GetRawText().ShouldBe("1.50");
        element.GetProperty("a")[4].GetProperty("b").GetString().ShouldBe("中");
    }

    [Fact]
    public void Any_text_comes_back_as_it_was_written() => Prop.ForAll<string[]>(texts =>
    {
        string[] valid = [.. texts.Select(text => Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text ?? "")))];
        JsonValue root = Parse(JsonSerializer.Serialize(valid));
        root.Children().ToList().Select(item => item.GetString()).ShouldBe(valid);
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void Any_bytes_are_either_read_or_told_as_an_error() => Prop.ForAll<byte[]>(bytes =>
    {
        var errors = new List<InputError>();
        (JsonText.Parse(bytes, "f", errors) is null).ShouldBe(errors.Count == 1);
    }).QuickCheckThrowOnFailure();

    private JsonValue Parse(string json, bool expectErrors = false)
    {
        JsonText text = TryParse(Encoding.UTF8.GetBytes(json)).ShouldNotBeNull();
        if (!expectErrors) _errors.ShouldBeEmpty();
        return text.Root;
    }

    private JsonText? TryParse(byte[] utf8) => JsonText.Parse(utf8, "f.json", _errors);
}
