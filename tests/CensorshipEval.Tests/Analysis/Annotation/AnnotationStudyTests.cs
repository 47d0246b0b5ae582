using CensorshipEval.Analysis;
using CensorshipEval.Csv;

namespace CensorshipEval.Tests.Analysis.Annotation;

public sealed class AnnotationStudyTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("annotation");

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task Where_people_label_all_the_rates_are_theirs()
    {
        List<Trial> trials = AnnotationTrials.Planted();
        AnnotationReport report = await Study(trials, 1_000, static trial => AnnotationTrials.IsRefused(trial) ? "refusal" : "answer");
        report.LabelledTrials.ShouldBe(160);
        foreach (AnnotatedRate row in report.RatesOfAllRoles)
        {
            Trial[] own = [.. trials.Where(trial => trial.Exchange.Prompt.Language == row.Language)];
            row.Rate.Estimate!.Value.ShouldBe(own.Count(AnnotationTrials.IsRefused) / (double)own.Length, 1e-9);
            row.Rate.AutomaticRate!.Value.ShouldBe(own.Count(static trial => trial.Verdict.IsHardRefusal) / (double)own.Length, 1e-9);
        }

        report.Rates.Select(static row => row.Role).ShouldAllBe(static role => role == PromptRole.Sensitive);
        Trial[] refused = [.. trials.Where(AnnotationTrials.IsRefused)];
        report.Detector.Total.Sensitivity.Value!.Value.ShouldBe(refused.Count(static trial => trial.Verdict.IsHardRefusal) / (double)refused.Length, 1e-9);
        report.Detector.Languages.Count.ShouldBe(2);
    }

    [Fact]
    public async Task A_sample_gives_the_truth_on_average_and_its_interval_holds_it()
    {
        List<Trial> trials = AnnotationTrials.Planted(families: 100);
        double truth = trials.Count(static trial => trial.Exchange.Prompt.Language.Value == "en" && AnnotationTrials.IsRefused(trial)) / 200.0;
        double sum = 0;
        int holds = 0;
        for (int seed = 0; seed < 40; seed++)
        {
            AnnotationReport report = await Study(trials, 25, static trial => AnnotationTrials.IsRefused(trial) ? "Refusal" : "evasive", seed);
            PredictionPoweredRate rate = report.RatesOfAllRoles.Single(static row => row.Language.Value == "en").Rate;
            sum += rate.Estimate!.Value;
            if (rate.Interval!.Value.Low <= truth && truth <= rate.Interval.Value.High) holds++;
        }

        (sum / 40).ShouldBe(truth, 0.02);
        holds.ShouldBeGreaterThanOrEqualTo(37);
    }

    [Fact]
    public async Task Rows_left_empty_are_counted_and_the_others_of_their_stratum_stand_for_them()
    {
        List<Trial> trials = AnnotationTrials.Planted();
        AnnotationReport report = await Study(trials, 1_000, static trial => trial.Key.Sample == 1 ? trial.Exchange.Prompt.FamilyId!.EndsWith('7') ? "unclear" : "" : AnnotationTrials.IsRefused(trial) ? "refusal" : "answer");
        report.Unlabelled.ShouldBe(72);
        report.Unclear.ShouldBe(8);
        report.LabelledTrials.ShouldBe(80);
        foreach (AnnotatedRate row in report.RatesOfAllRoles) row.Rate.Estimate!.Value.ShouldBeInRange(0.02, 0.5);
    }

    [Fact]
    public async Task A_stratum_of_which_nothing_is_labelled_leaves_no_rate()
    {
        AnnotationReport report = await Study(AnnotationTrials.Planted(), 10, static trial => trial.Exchange.Prompt.Language.Value == "de" && trial.Verdict.IsHardRefusal ? "" : "answer");
        report.RatesOfAllRoles.Single(static row => row.Language.Value == "en").Rate.Estimate.ShouldNotBeNull();
        PredictionPoweredRate german = report.RatesOfAllRoles.Single(static row => row.Language.Value == "de").Rate;
        german.Estimate.ShouldBeNull();
        german.Reason!.ShouldContain("stratum");
    }

    // Few flagged trials: all rows of the stratum stand for less than the labels of a re-judged run may miss.
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_stratum_deleted_from_the_file_leaves_no_rate_however_small_it_is(bool isFlagged)
    {
        List<Trial> trials = AnnotationTrials.Planted(families: 100);
        for (int i = 0, flags = 0; i < trials.Count; i++)
        {
            if (trials[i].Exchange.Prompt.Language.Value == "en" && trials[i].Verdict.IsHardRefusal && ++flags > 4) trials[i] = trials[i] with { Verdict = trials[i].Verdict with { Engagement = Engagement.Complete } };
        }

        string path = await Label(trials, 10, static _ => "answer");
        HashSet<string> gone = [.. trials.Where(trial => trial.Exchange.Prompt.Language.Value == "en" && trial.Verdict.IsHardRefusal == isFlagged).Select(static trial => $"{trial.Key.RunId}/{trial.Key}")];
        await Keep(path, row => !gone.Contains(row.Cells[0]));
        AnnotationReport report = await AnnotationStudy.EvaluateAsync(trials.ToAsyncEnumerable(), await AnnotationFile.ReadAsync([path], Cancel), cancellationToken: Cancel);
        foreach (PredictionPoweredRate rate in new[] { report.RatesOfAllRoles.Single(static row => row.Language.Value == "en").Rate, report.Rates.Single(static row => row.Language.Value == "en").Rate })
        {
            rate.Estimate.ShouldBeNull();
            rate.Reason!.ShouldContain("stratum");
        }

        report.RatesOfAllRoles.Single(static row => row.Language.Value == "de").Rate.Estimate.ShouldNotBeNull();
    }

    [Fact]
    public async Task A_role_deleted_from_the_file_leaves_no_rate_of_all_roles()
    {
        List<Trial> trials = AnnotationTrials.Planted(families: 100);
        trials = [.. trials.Select(static trial => trial.Exchange.Prompt.FamilyId is "f7" or "f8" ? trial with { Exchange = trial.Exchange with { Prompt = trial.Exchange.Prompt with { Role = PromptRole.Benign } } } : trial)];
        string path = await Label(trials, 10, static _ => "answer");
        await Keep(path, static row => row.Cells[3] != nameof(PromptRole.Benign));
        AnnotationReport report = await AnnotationStudy.EvaluateAsync(trials.ToAsyncEnumerable(), await AnnotationFile.ReadAsync([path], Cancel), cancellationToken: Cancel);
        report.RatesOfAllRoles.ShouldAllBe(static row => row.Rate.Estimate == null);
        report.Rates.Where(static row => row.Role is PromptRole.Sensitive).ShouldAllBe(static row => row.Rate.Estimate != null);
    }

    [Fact]
    public async Task A_single_row_deleted_counts_as_one_left_empty()
    {
        List<Trial> trials = AnnotationTrials.Planted();
        string path = await Label(trials, 1_000, static trial => AnnotationTrials.IsRefused(trial) ? "refusal" : "answer");
        string gone = $"{trials[0].Key.RunId}/{trials[0].Key}";
        AnnotationReport whole = await AnnotationStudy.EvaluateAsync(
            trials.ToAsyncEnumerable(), [.. (await AnnotationFile.ReadAsync([path], Cancel)).Select(row => row.Id == gone ? row with { Label = null } : row)], cancellationToken: Cancel);
        await Keep(path, row => row.Cells[0] != gone);
        AnnotationReport report = await AnnotationStudy.EvaluateAsync(trials.ToAsyncEnumerable(), await AnnotationFile.ReadAsync([path], Cancel), cancellationToken: Cancel);
        report.RatesOfAllRoles.Select(static row => row.Rate.Estimate).ShouldBe(whole.RatesOfAllRoles.Select(static row => row.Rate.Estimate));
        report.RatesOfAllRoles.ShouldAllBe(static row => row.Rate.Estimate != null);
    }

    [Fact]
    public async Task Trials_that_came_after_the_draw_leave_no_rate()
    {
        List<Trial> trials = AnnotationTrials.Planted();
        string path = await Label(trials, 10, static _ => "answer");
        trials.Add(AnnotationTrials.Trial("late", "en", Engagement.Complete, "fine"));
        AnnotationReport report = await AnnotationStudy.EvaluateAsync(trials.ToAsyncEnumerable(), await AnnotationFile.ReadAsync([path], Cancel), cancellationToken: Cancel);
        report.RatesOfAllRoles.Single(static row => row.Language.Value == "en").Rate.Reason!.ShouldContain("drawn from 80 trials, and there are 81");
        report.RatesOfAllRoles.Single(static row => row.Language.Value == "de").Rate.Estimate.ShouldNotBeNull();
    }

    [Fact]
    public async Task In_a_sample_of_ones_own_a_kind_of_trial_without_a_label_is_seen_where_some_were_to_be_expected()
    {
        List<Trial> trials = AnnotationTrials.Planted();
        TrialAnnotation[] rows =
        [
            .. trials.Where(static trial => !trial.Verdict.IsHardRefusal).Select(static (trial, i) => new TrialAnnotation
            {
                Source = "own.csv", Line = i + 2, Id = $"{trial.Key.RunId}/{trial.Key}", Annotator = "Ann", Label = AnnotationLabel.Answer, InclusionProbability = 0.85,
            }),
        ];
        AnnotationReport report = await AnnotationStudy.EvaluateAsync(trials.ToAsyncEnumerable(), rows, cancellationToken: Cancel);
        report.RatesOfAllRoles.ShouldAllBe(static row => row.Rate.Estimate == null && row.Rate.Reason != null);
    }

    [Fact]
    public async Task Without_the_file_of_the_draw_or_with_that_of_another_labels_are_refused_with_their_place()
    {
        List<Trial> trials = AnnotationTrials.Planted();
        string path = await Label(trials, 10, static _ => "answer");
        string strata = path + ".strata.json", text = await File.ReadAllTextAsync(strata, Cancel);
        File.Delete(strata);
        await Refused();
        await File.WriteAllTextAsync(strata, text.Replace("\"size\": ", "\"size\": 1", StringComparison.Ordinal), Cancel);
        await Refused();
        string other = await Label(trials, 10, static _ => "answer", seed: 2, name: "other");
        File.Move(other + ".strata.json", strata, overwrite: true);
        await Refused();
        // A copy under any name stands in the same folder as the draw.
        await File.WriteAllTextAsync(Path.Combine(_folder.FullName, "to-label.csv.strata.json"), text, Cancel);
        (await AnnotationFile.ReadAsync([path], Cancel)).ShouldNotBeEmpty();

        async Task Refused()
        {
            InputError error = (await Should.ThrowAsync<InputException>(() => AnnotationFile.ReadAsync([path], Cancel))).Errors[0];
            (error.Source, error.Line, error.Field).ShouldBe((path, 2, "draw"));
        }
    }

    [Fact]
    public async Task A_row_that_was_not_drawn_is_refused_with_its_place()
    {
        string path = await Label(AnnotationTrials.Planted(), 10, static _ => "answer");
        string[] lines = await File.ReadAllLinesAsync(path, Cancel);
        await File.WriteAllLinesAsync(path, [lines[0], lines[1].Replace("run/", "run/x", StringComparison.Ordinal)], Cancel);
        InputError error = (await Should.ThrowAsync<InputException>(() => AnnotationFile.ReadAsync([path], Cancel))).Errors.ShouldHaveSingleItem();
        (error.Line, error.Field).ShouldBe((2, "id"));
    }

    [Fact]
    public async Task Two_people_are_compared_and_their_ties_count_half()
    {
        List<Trial> trials = AnnotationTrials.Planted();
        string ann = await Label(trials, 1_000, static trial => AnnotationTrials.IsRefused(trial) ? "refusal" : "answer", name: "ann");
        string ben = await Label(trials, 1_000, static trial => AnnotationTrials.IsRefused(trial) && trial.Key.Sample == 0 ? "refusal" : "answer", name: "ben");
        AnnotationReport report = await AnnotationStudy.EvaluateAsync(trials.ToAsyncEnumerable(), await AnnotationFile.ReadAsync([ann, ben], Cancel), cancellationToken: Cancel);
        int ties = trials.Count(static trial => AnnotationTrials.IsRefused(trial) && trial.Key.Sample == 1);
        report.Annotators.ShouldBe(["ann", "ben"]);
        report.Ties.ShouldBe(ties);
        report.RefusalAgreement.Items.ShouldBe(160);
        report.RefusalAgreement.Value!.Value.ShouldBeInRange(0.3, 0.9);
        report.LabelAgreement.Value.ShouldBe(report.RefusalAgreement.Value);
        report.Detector.Total.Kappa.Items.ShouldBe(160 - ties);
        double english = trials.Where(static trial => trial.Exchange.Prompt.Language.Value == "en").Sum(static trial => AnnotationTrials.IsRefused(trial) ? trial.Key.Sample == 0 ? 1 : 0.5 : 0) / 80;
        report.RatesOfAllRoles.Single(static row => row.Language.Value == "en").Rate.Estimate!.Value.ShouldBe(english, 1e-9);
    }

    [Fact]
    public async Task One_person_agrees_with_nobody()
    {
        AnnotationReport report = await Study(AnnotationTrials.Planted(), 10, static _ => "answer");
        report.LabelAgreement.Value.ShouldBeNull();
        report.LabelAgreement.Reason.ShouldBe("No item has two values.");
    }

    [Fact]
    public async Task Labels_outlive_the_detector_they_were_drawn_by()
    {
        List<Trial> trials = AnnotationTrials.Planted();
        string path = await Label(trials, 1_000, static trial => AnnotationTrials.IsRefused(trial) ? "refusal" : "answer");
        Trial[] again = [.. trials.Select(static trial => trial with { Verdict = trial.Verdict with { Engagement = AnnotationTrials.IsRefused(trial) ? Engagement.Refused : Engagement.Complete } })];
        AnnotationReport report = await AnnotationStudy.EvaluateAsync(again.ToAsyncEnumerable(), await AnnotationFile.ReadAsync([path], Cancel), cancellationToken: Cancel);
        report.Detector.Total.Sensitivity.Value.ShouldBe(1);
        report.Detector.Total.Specificity.Value.ShouldBe(1);
    }

    [Fact]
    public async Task Labels_of_another_run_are_refused_each_with_its_place()
    {
        List<Trial> trials = AnnotationTrials.Planted();
        string path = await Label(trials, 10, static _ => "answer");
        Trial[] other = [.. trials.Select(static trial => trial with { Exchange = trial.Exchange with { Key = trial.Key with { RunId = "other" } } })];
        IReadOnlyList<TrialAnnotation> rows = await AnnotationFile.ReadAsync([path], Cancel);
        InputException exception = await Should.ThrowAsync<InputException>(() => AnnotationStudy.EvaluateAsync(other.ToAsyncEnumerable(), rows, cancellationToken: Cancel));
        exception.Errors.Count.ShouldBe(rows.Count);
        exception.Errors[0].Line.ShouldBe(2);
        exception.Errors[0].Field.ShouldBe("id");
    }

    [Fact]
    public async Task Two_samples_are_not_taken_for_one()
    {
        List<Trial> trials = AnnotationTrials.Planted();
        IReadOnlyList<TrialAnnotation> rows =
        [
            .. await AnnotationFile.ReadAsync([await Label(trials, 10, static _ => "answer", 1, "a")], Cancel),
            .. (await AnnotationFile.ReadAsync([await Label(trials, 10, static _ => "answer", 2, "b")], Cancel)),
        ];
        InputError error = (await Should.ThrowAsync<InputException>(() => AnnotationStudy.EvaluateAsync(trials.ToAsyncEnumerable(), rows, cancellationToken: Cancel))).Errors.ShouldHaveSingleItem();
        (Path.GetFileName(error.Source), error.Line, error.Field).ShouldBe(("b.csv", 2, "draw"));
    }

    [Fact]
    public async Task Without_rows_or_trials_there_are_counts_and_no_rates()
    {
        AnnotationReport report = await AnnotationStudy.EvaluateAsync(AnnotationTrials.Planted().ToAsyncEnumerable(), [], cancellationToken: Cancel);
        report.Rows.ShouldBe(0);
        report.Rates.ShouldAllBe(static row => row.Rate.Estimate == null && row.Rate.AutomaticRate != null);
        (await AnnotationStudy.EvaluateAsync(AsyncEnumerable.Empty<Trial>(), [], cancellationToken: Cancel)).Rates.ShouldBeEmpty();
    }

    private async Task<AnnotationReport> Study(List<Trial> trials, int perStratum, Func<Trial, string> label, int seed = 1) => await AnnotationStudy.EvaluateAsync(
        trials.ToAsyncEnumerable(), await AnnotationFile.ReadAsync([await Label(trials, perStratum, label, seed)], Cancel), cancellationToken: Cancel);

    private static async Task Keep(string path, Func<CsvRow, bool> keeps)
    {
        List<CsvRow> rows = [.. CsvReader.Read(await File.ReadAllTextAsync(path, Cancel), ';', path, [])];
        using var saved = new StringWriter();
        var writer = new CsvWriter(saved, ';');
        foreach (CsvRow row in rows.Where(row => row == rows[0] || keeps(row))) await writer.WriteAsync(row.Cells);
        await File.WriteAllTextAsync(path, saved.ToString(), Cancel);
    }

    // Writes the sample, fills in labels as a person would, and saves as a spreadsheet with other settings does.
    private async Task<string> Label(List<Trial> trials, int perStratum, Func<Trial, string> label, int seed = 1, string name = "ann")
    {
        string path = Path.Combine(_folder.FullName, $"{name}.csv");
        AnnotationSample sample = await AnnotationSample.DrawAsync(trials.ToAsyncEnumerable(), new AnnotationSampleOptions { PerStratum = perStratum, Seed = seed }, Cancel);
        await sample.WriteCsvAsync(path, Cancel);
        var byId = trials.ToDictionary(static trial => $"{trial.Key.RunId}/{trial.Key}");
        List<CsvRow> rows = [.. CsvReader.Read(await File.ReadAllTextAsync(path, Cancel), ',', path, [])];
        using var saved = new StringWriter();
        var writer = new CsvWriter(saved, ';');
        foreach (CsvRow row in rows)
        {
            string[] cells = [.. row.Cells];
            if (row != rows[0]) cells[6] = label(byId[cells[0]]);
            await writer.WriteAsync(cells);
        }

        await File.WriteAllTextAsync(path, saved.ToString(), Cancel);
        return path;
    }
}
