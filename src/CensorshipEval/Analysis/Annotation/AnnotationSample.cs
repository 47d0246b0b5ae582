using System.Globalization;
using System.Text;
using System.Text.Json;
using CensorshipEval.Csv;
using CensorshipEval.Export;

namespace CensorshipEval.Analysis;

/// <summary>A stratified random sample of trials for people to label.</summary>
public sealed class AnnotationSample
{
    private readonly AnnotationSampleOptions _options;
    private readonly AnnotationDraw _draw;

    private AnnotationSample(AnnotationSampleOptions options, AnnotationDraw draw, IReadOnlyList<AnnotationStratum> strata, IReadOnlyList<AnnotationRow> rows, long leftOut) =>
        (_options, _draw, Strata, Rows, LeftOut) = (options, draw, strata, rows, leftOut);

    /// <summary>The strata, by target, language, role and whether flagged.</summary>
    public IReadOnlyList<AnnotationStratum> Strata { get; }

    /// <summary>What was drawn, in a drawn order that is not that of the strata.</summary>
    public IReadOnlyList<AnnotationRow> Rows { get; }

    /// <summary>Trials of which nothing could be judged: they are outside of rates, and so of the sample.</summary>
    public long LeftOut { get; }

    /// <summary>Draws it. Reads the trials once; memory grows with strata and not with trials.</summary>
    /// <param name="trials">The trials of a run, without repeats of sentinels (<see cref="Running.EvaluationPlan.IsSentinelRepeat"/>).</param>
    /// <param name="options">How; <see langword="null"/> for the defaults.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <exception cref="ArgumentException">An option is out of its range.</exception>
    public static async Task<AnnotationSample> DrawAsync(
        IAsyncEnumerable<Trial> trials, AnnotationSampleOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(trials);
        options ??= new AnnotationSampleOptions();
        if (options.PerStratum < 1) throw new ArgumentException($"Of each stratum {options.PerStratum} are to be drawn; expected at least 1.", nameof(options));
        if (options.Separator is not (',' or ';' or '\t')) throw new ArgumentException("Expected a comma, a semicolon or a tab as the separator.", nameof(options));
        var strata = new SortedDictionary<(string Target, LanguageTag Language, PromptRole? Role, bool Flagged), StratumReservoir>(
            Comparer<(string Target, LanguageTag Language, PromptRole? Role, bool Flagged)>.Create(Compare));
        var cells = new Dictionary<AnnotationCellKey, long>();
        long leftOut = 0;
        await foreach (Trial trial in trials.WithCancellation(cancellationToken).ConfigureAwait(false))
        {
            var cell = AnnotationCellKey.Of(trial.Exchange);
            cells[cell] = cells.GetValueOrDefault(cell) + 1;
            if (trial.Verdict.IsMissing)
            {
                leftOut++;
                continue;
            }

            Prompt prompt = trial.Exchange.Prompt;
            var key = (trial.Exchange.Target.Id, prompt.Language, prompt.Role, trial.Verdict.IsHardRefusal);
            if (!strata.TryGetValue(key, out StratumReservoir? reservoir)) strata[key] = reservoir = new StratumReservoir(options.PerStratum, options.Seed);
            reservoir.Add(trial);
        }

        // Names in a drawn order, so that the second of a pair of strata is not always the flagged one.
        var numbers = strata.Keys
            .OrderBy(key => StratumReservoir.Hash("stratum", key.ToString(), options.Seed))
            .Select(static (key, number) => (key, number))
            .ToDictionary(static pair => pair.key, static pair => pair.number + 1);
        var drawn = strata.Select(entry => (entry.Value, Stratum: new AnnotationStratum
        {
            Name = string.Create(CultureInfo.InvariantCulture, $"s{numbers[entry.Key]:00}"),
            TargetId = entry.Key.Target, Language = entry.Key.Language, Role = entry.Key.Role, IsFlagged = entry.Key.Flagged,
            Size = entry.Value.Size, Drawn = entry.Value.DrawnCount,
        })).ToList();
        return new AnnotationSample(
            options,
            AnnotationDraw.Of(
                [.. drawn.Select(static pair => FileOf(pair.Stratum, pair.Value))],
                [
                    .. cells.OrderBy(static cell => cell.Key.TargetId, StringComparer.Ordinal).ThenBy(static cell => cell.Key.Language, StringComparer.Ordinal).ThenBy(static cell => cell.Key.Role)
                        .Select(static cell => new DrawnCell { TargetId = cell.Key.TargetId, Language = cell.Key.Language, Role = cell.Key.Role, Trials = cell.Value }),
                ]),
            [.. drawn.Select(static pair => pair.Stratum)],
            [
                .. drawn.SelectMany(static pair => pair.Value.Drawn.Select(trial => new AnnotationRow(trial, pair.Stratum)))
                    .OrderBy(row => StratumReservoir.Hash("order", row.Id, options.Seed)).ThenBy(static row => row.Id, StringComparer.Ordinal),
            ],
            leftOut);
    }

    /// <summary>
    /// Writes the sample as CSV (RFC 4180, UTF-8 with a mark) for people to fill in the columns <c>label</c> and <c>note</c>, in a spreadsheet for instance.
    /// Cells that would pass for formulas begin with an apostrophe; what is invisible is written out; longer cells than Excel holds are cut with a mark.
    /// Each file appears whole or not at all.
    /// </summary>
    /// <remarks>
    /// Beside it a file of the same name and <c>.strata.json</c> is written. It says from how many trials each row was drawn and what the detector thinks of them: do not give it
    /// to people who label; keep it in the folder in which labelled files are read.
    /// </remarks>
    public async Task WriteCsvAsync(string path, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        await AtomicFile.WriteAsync(
            path + AnnotationDraw.FileEnding, stream => JsonSerializer.SerializeAsync(stream, _draw, AnnotationJsonContext.Document.AnnotationDraw, cancellationToken)).ConfigureAwait(false);
        await AtomicFile.WriteAsync(path, async stream =>
        {
            var writer = new StreamWriter(stream, new UTF8Encoding(encoderShouldEmitUTF8Identifier: true), 1 << 16, leaveOpen: true);
            await using (writer.ConfigureAwait(false))
            {
                var csv = new CsvWriter(writer, _options.Separator);
                await csv.WriteAsync(AnnotationColumns.For(_options.ShowVerdicts)).ConfigureAwait(false);
                foreach (AnnotationRow row in Rows)
                {
                    cancellationToken.ThrowIfCancellationRequested();
                    await csv.WriteAsync(AnnotationColumns.Of(row, _draw.Draw, _options.ShowVerdicts)).ConfigureAwait(false);
                }
            }
        }).ConfigureAwait(false);
    }

    private static DrawnStratum FileOf(AnnotationStratum stratum, StratumReservoir reservoir) => new()
    {
        Name = stratum.Name, TargetId = stratum.TargetId, Language = stratum.Language.Value, Role = stratum.Role, IsFlagged = stratum.IsFlagged, Size = stratum.Size,
        Trials = [.. reservoir.Drawn.Select(static trial => AnnotationRow.IdOf(trial.Key)).Order(StringComparer.Ordinal)],
    };

    private static int Compare((string Target, LanguageTag Language, PromptRole? Role, bool Flagged) one, (string Target, LanguageTag Language, PromptRole? Role, bool Flagged) other)
    {
        int order = string.CompareOrdinal(one.Target, other.Target);
        if (order == 0) order = one.Language.CompareTo(other.Language);
        if (order == 0) order = Comparer<PromptRole?>.Default.Compare(one.Role, other.Role);
        return order == 0 ? one.Flagged.CompareTo(other.Flagged) : order;
    }
}
