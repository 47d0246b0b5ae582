using CensorshipEval.Reporting.Files;

namespace CensorshipEval.Reporting.Tests.Files;

public sealed class FileNamesTests
{
    [Theory]
    [InlineData("open", "open")]
    [InlineData("qwen2.5-7b", "qwen2_5-7b")]
    [InlineData("maker/model", "maker_model")]
    public void A_plain_name_can_still_be_read(string name, string file) => new FileNames([name])[name].ShouldBe(file);

    [Theory]
    [InlineData("a.b", "a_b")]
    [InlineData("Model", "model")]
    [InlineData("模型", "型模")]
    [InlineData("", " ")]
    public void Names_that_would_be_one_are_told_apart_whatever_their_order(string one, string other)
    {
        FileNames names = new([one, other]), reversed = new([other, one]);
        names[one].ToUpperInvariant().ShouldNotBe(names[other].ToUpperInvariant());
        names[one].ShouldBe(reversed[one]);
    }

    // Attributes cannot hold halves of pairs.
    [Fact]
    public void Halves_of_pairs_are_told_apart() => Names_that_would_be_one_are_told_apart_whatever_their_order("\uD800", "\uD801");

    [Fact]
    public void A_name_that_looks_like_one_with_a_hash_is_no_other_ones()
    {
        string hashed = new FileNames(["模型"])["模型"];
        var names = new FileNames(["模型", hashed]);
        names[hashed].ShouldNotBe(names["模型"]);
    }

    [Theory]
    [InlineData("..")]
    [InlineData("../../etc/passwd")]
    [InlineData("C:\\x")]
    [InlineData("CON")]
    [InlineData("lpt1")]
    [InlineData("-rf")]
    [InlineData("a\0b")]
    public void What_could_be_a_path_a_device_or_an_option_is_none(string name)
    {
        string file = new FileNames([name])[name];
        file.ShouldMatch("^[A-Za-z0-9_][A-Za-z0-9_-]{0,59}$");
        file.ShouldNotBe(name);
    }

    [Fact]
    public void Long_names_are_cut_and_told_apart()
    {
        (string one, string other) = (new string('a', 500) + "1", new string('a', 500) + "2");
        var names = new FileNames([one, other]);
        names[one].Length.ShouldBe(60);
        names[one].ShouldNotBe(names[other]);
    }
}
