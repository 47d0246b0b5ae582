using CensorshipEval.Csv;
using FsCheck;
using FsCheck.Fluent;

namespace CensorshipEval.Tests.Analysis.Annotation;

public sealed class CsvTests
{
    [Fact]
    public void Whatever_is_written_is_read_again_with_any_separator() => Prop.ForAll(
        ArbMap.Default.ArbFor<(NonEmptyArray<string>[] Rows, byte Separator)>(),
        given =>
        {
            char separator = ",;\t"[given.Separator % 3];
            // A record without any text is an empty line.
            string[][] rows = [.. given.Rows.Select(static row => row.Get.Select(static cell => cell ?? "").ToArray()).Where(static row => row.Any(static cell => cell.Length > 0))];
            using var text = new StringWriter();
            var writer = new CsvWriter(text, separator);
            foreach (string[] row in rows) writer.WriteAsync(row).GetAwaiter().GetResult();
            var errors = new List<InputError>();
            CsvReader.Read(text.ToString(), separator, "f", errors).Select(static row => row.Cells).ShouldBe(rows);
            errors.ShouldBeEmpty();
        }).QuickCheckThrowOnFailure();

    [Theory]
    [InlineData("a,b\nc,d")]
    [InlineData("a,b\r\nc,d\r\n")]
    [InlineData("a,b\rc,d\r")]
    [InlineData("\"a\",\"b\"\n\n,\nc,\"d\"\n")]
    public void Any_line_end_and_empty_lines_will_do(string text) =>
        CsvReader.Read(text, ',', "f", []).Select(static row => row.Cells).ShouldBe([["a", "b"], ["c", "d"]]);

    [Fact]
    public void A_row_knows_the_line_on_which_it_begins_behind_cells_of_many_lines()
    {
        List<CsvRow> rows = [.. CsvReader.Read("\"1\r\n2\r3\n4\",x\ny,z", ',', "f", [])];
        rows.Select(static row => row.Line).ShouldBe([1, 5]);
        rows[0].Cells[0].ShouldBe("1\r\n2\r3\n4");
    }

    [Fact]
    public void A_quote_that_does_not_end_is_told_with_its_line()
    {
        var errors = new List<InputError>();
        CsvReader.Read("a,b\nc,\"d\ne", ',', "f", errors).Count().ShouldBe(1);
        errors.ShouldHaveSingleItem().Line.ShouldBe(2);
    }

    [Theory]
    [InlineData("=1+1")]
    [InlineData("+1")]
    [InlineData("-1")]
    [InlineData("@SUM(A1)")]
    [InlineData("\tx")]
    [InlineData("\rx")]
    [InlineData("＝1")]
    [InlineData("'=1+1")]
    [InlineData("''-")]
    [InlineData(" =1")]
    [InlineData("\u00a0=1")]
    [InlineData("\u3000 \u2003@SUM(A1)")]
    [InlineData("\u200b-1")]
    [InlineData("' +1")]
    public void What_would_pass_for_a_formula_begins_with_an_apostrophe_and_comes_back_without(string text)
    {
        SpreadsheetCell.Defuse(text).ShouldBe($"'{text}");
        SpreadsheetCell.Restore(SpreadsheetCell.Defuse(text)).ShouldBe(text);
    }

    [Theory]
    [InlineData(" ")]
    [InlineData(" a=1")]
    [InlineData("' a")]
    [InlineData(" '=1")]
    public void What_would_pass_for_none_stays_as_it_is(string text)
    {
        SpreadsheetCell.Defuse(text).ShouldBe(text);
        SpreadsheetCell.Restore(text).ShouldBe(text);
    }

    [Fact]
    public void Behind_white_space_no_cell_begins_a_formula_and_every_text_comes_back() => Prop.ForAll(
        Gen.Elements(" ", "\u00a0", "\u3000", "'", "=", "-", "a", "\t", "\u200b").ArrayOf().Select(string.Concat).ToArbitrary(),
        static text =>
        {
            string cell = SpreadsheetCell.Defuse(text);
            string trimmed = cell.Trim();
            (trimmed.Length > 0 && "=-".Contains(trimmed[0], StringComparison.Ordinal)).ShouldBeFalse();
            SpreadsheetCell.Restore(cell).ShouldBe(text);
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Defusing_and_restoring_changes_no_text_at_all() => Prop.ForAll(
        ArbMap.Default.ArbFor<string>(),
        static text =>
        {
            string cell = SpreadsheetCell.Defuse(text ?? "");
            "=+-@\t\r".Contains(cell.Length == 0 ? 'x' : cell[0], StringComparison.Ordinal).ShouldBeFalse();
            SpreadsheetCell.Restore(cell).ShouldBe(text ?? "");
        }).QuickCheckThrowOnFailure();

    [Theory]
    [InlineData("a\u0000b\u001B[2Jc", "a\\u0000b\\u001B[2Jc")]
    [InlineData("a\u202Eb\u2066c", "a\\u202Eb\\u2066c")]
    [InlineData("a\r\nb\rc\u2028d\te", "a\nb\nc\nd\te")]
    [InlineData("می‌خواهم 👩‍💻", "می‌خواهم 👩‍💻")]
    public void What_is_invisible_is_written_out_and_what_is_writing_stays(string text, string shown) => SpreadsheetCell.ForPeople(text).ShouldBe(shown);

    // A lone surrogate cannot stand in an attribute.
    [Fact]
    public void Half_a_character_is_written_out() => SpreadsheetCell.ForPeople("x\ud83dy\ude00").ShouldBe("x\\uD83Dy\\uDE00");

    [Fact]
    public void No_cell_is_longer_than_a_spreadsheet_holds_and_a_cut_one_says_so()
    {
        SpreadsheetCell.ForPeople(new string('a', 32_767)).ShouldBe(new string('a', 32_767));
        foreach (string text in new[] { new string('a', 32_768), new string('=', 3_000_000), new string('\u0001', 32_767), string.Concat(Enumerable.Repeat("😀", 20_000)), "=" + new string('a', 32_766) })
        {
            string cell = SpreadsheetCell.ForPeople(text);
            cell.Length.ShouldBeLessThanOrEqualTo(32_767);
            cell.ShouldEndWith("characters in all]");
            cell.EnumerateRunes().ShouldNotContain(System.Text.Rune.ReplacementChar);
        }
    }
}
