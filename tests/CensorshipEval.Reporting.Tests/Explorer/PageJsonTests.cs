using System.Text;
using System.Text.Json;
using CensorshipEval.Reporting.Tests.Runs;
using FsCheck;
using FsCheck.Fluent;

namespace CensorshipEval.Reporting.Tests.Explorer;

public sealed class PageJsonTests
{
    [Fact]
    public void Any_text_comes_back_as_it_was_and_takes_the_bytes_that_were_counted() =>
        Prop.ForAll(ArbMap.Default.ArbFor<char[]>(), static units =>
        {
            // Halves of pairs are for a JavaScript engine to read: see ExplorerTests.
            string text = new([.. units.Where(static unit => !char.IsSurrogate(unit))]);
            string json = Written(text);
            Encoding.UTF8.GetByteCount(json).ShouldBe((int)PageJson.Bytes(text) + 2);
            JsonDocument.Parse(json).RootElement.GetString().ShouldBe(text);
        }).QuickCheckThrowOnFailure();

    [Theory]
    [InlineData("</script><script>alert(1)</script>")]
    [InlineData("<!-- <script>")]
    [InlineData("]]> &lt; & '\"\\ \u2028 \u2029 \u202E \uFEFF \0 \u007F \u0085")]
    public void Nothing_in_it_ends_the_script_or_hides(string text)
    {
        string json = Written(text);
        json.ShouldAllBe(static unit => unit >= ' ' && unit < '\u007F' && unit != '<' && unit != '>' && unit != '&');
        JsonDocument.Parse(json).RootElement.GetString().ShouldBe(text);
        PageJson.Bytes(text).ShouldBe(json.Length - 2);
    }

    [Fact]
    public void Halves_of_pairs_stay_and_whole_pairs_are_plain()
    {
        Written(HostileRun.Halves).ShouldBe("\"lone \\uD800 high, low \\uDC00 and a pair \U0001F600, torn \\uDE00\\uD83D end\"");
        PageJson.Bytes("\uD800").ShouldBe(6);
        PageJson.Bytes("\U0001F600").ShouldBe(4);
    }

    [Fact]
    public void Numbers_that_JSON_does_not_know_are_null()
    {
        using var writer = new StringWriter();
        var json = new PageJson(writer);
        json.BeginArray();
        json.Value(double.NaN);
        json.Value(0.1);
        json.Value(-3);
        json.BeginObject();
        json.Name("a");
        json.Value((string?)null);
        json.EndObject();
        json.EndArray();
        writer.ToString().ShouldBe("[null,0.1,-3,{\"a\":null}]");
    }

    private static string Written(string text)
    {
        using var writer = new StringWriter();
        new PageJson(writer).Value(text);
        return writer.ToString();
    }
}
