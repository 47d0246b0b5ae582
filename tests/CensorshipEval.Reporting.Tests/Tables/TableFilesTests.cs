using System.Text;
using System.Text.Json;
using CensorshipEval.Analysis;
using CensorshipEval.Reporting.Figures;
using CensorshipEval.Reporting.Tables;
using CensorshipEval.Reporting.Tests.Golden;
using CensorshipEval.Reporting.Tests.Runs;

namespace CensorshipEval.Reporting.Tests.Tables;

public sealed class TableFilesTests
{
    private static readonly ReportTable Table = new(
        "made", "Made", "", [
            new ReportColumn("target", "Model", ColumnKind.Text), new ReportColumn("hardRate", "Rate", ColumnKind.Share), new ReportColumn("count", null, ColumnKind.Count), new ReportColumn("few", "Few", ColumnKind.Flag),
        ],
        [["plain, with a comma", 0.1, 12L, true], [MadeRun.Hostile, -0.25, int.MinValue, false], [null, null, null, null], ["-1", double.NaN, 0, true], ["说 \"引号\"", -0.0, 1_234_567L, null]]);

    [Fact]
    public async Task A_table_as_csv_is_the_approved_one() => GoldenFile.ShouldBe("table.csv", await CsvAsync(Table));

    [Fact]
    public async Task A_table_as_json_lines_is_the_approved_one() => GoldenFile.ShouldBe("table.jsonl", await LinesAsync(Table));

    [Fact]
    public async Task Every_table_of_a_run_has_every_column_in_every_line_and_is_read_back_as_it_is()
    {
        foreach (ReportTable table in ReportTables.Of(RunFigures.Of(MadeRun.Plain())))
        {
            string[] lines = Encoding.UTF8.GetString(await LinesAsync(table)).Split('\n', StringSplitOptions.RemoveEmptyEntries);
            lines.Length.ShouldBe(table.Rows.Count);
            for (int i = 0; i < lines.Length; i++)
            {
                using var line = JsonDocument.Parse(lines[i]);
                JsonProperty[] fields = [.. line.RootElement.EnumerateObject()];
                fields.Select(static field => field.Name).ShouldBe(table.Columns.Select(static column => column.Name));
                foreach ((JsonProperty field, object? value) in fields.Zip(table.Rows[i]))
                    if (value is double number) field.Value.GetDouble().ShouldBe(number);
            }

            byte[] csv = await CsvAsync(table);
            csv.AsSpan(0, 3).SequenceEqual(Encoding.UTF8.Preamble).ShouldBeTrue();
            Encoding.UTF8.GetString(csv).Split("\r\n").Length.ShouldBe(table.Rows.Count + 2);
        }
    }

    [Fact]
    public async Task People_read_names_and_an_interval_in_one_cell_where_files_keep_codes_and_columns()
    {
        ReportTable table = new TableBuilder<string>().Language("language", "Language", static _ => LanguageTag.Parse("zh-Hans"))
            .Difference("index", "Index", static _ => new Estimate { Value = 0.05, Low = -0.02, High = 0.08, Confidence = 0.95, Method = IntervalMethod.EffectiveWilson, Because = "", Families = 9, Observations = 9 })
            .Flag("few", "Few", static _ => false).Text("nothing", "Nothing", static _ => null).Build("made", "Made", "", ["row"]);
        ReadColumn[] columns = [.. ReadColumn.Of(table)];
        columns.Select(static column => column.Label).ShouldBe(["Language", "Index (interval)", "Few"]);
        columns.Select(column => column.Show(table.Rows[0])).ShouldBe(["Chinese (simplified)", "+5 (−2 to +8)", "no"]);
        Encoding.UTF8.GetString(await LinesAsync(table)).ShouldBe("{\"language\":\"zh-Hans\",\"index\":0.05,\"indexLow\":-0.02,\"indexHigh\":0.08,\"few\":false,\"nothing\":null}\n");
        Encoding.UTF8.GetString((await CsvAsync(table)).AsSpan(3)).ShouldBe("language,index,indexLow,indexHigh,few,nothing\r\nzh-Hans,0.05,-0.02,0.08,false,\r\n");
    }

    private static async Task<byte[]> CsvAsync(ReportTable table)
    {
        using var stream = new MemoryStream();
        await TableFiles.WriteCsvAsync(table, stream);
        return stream.ToArray();
    }

    private static async Task<byte[]> LinesAsync(ReportTable table)
    {
        using var stream = new MemoryStream();
        await TableFiles.WriteJsonLinesAsync(table, stream);
        return stream.ToArray();
    }
}
