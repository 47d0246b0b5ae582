using System.Globalization;
using System.Text.Json;
using CensorshipEval.Running;

namespace CensorshipEval.Analysis;

/// <summary>Counts empty answers, those asked again, and the calls under way when each was asked. Memory grows with the concurrency, at most 10,000.</summary>
internal sealed class LoadTally(EvaluationPlan plan)
{
    private const int MostInFlight = 10_000;
    private const int FewestCalls = 20;
    private const double SmallestShare = 0.05;

    private readonly SampleNumbers _numbers = new(plan);
    private readonly SortedDictionary<int, (long Calls, long Empty)> _levels = [];
    private long _empty;
    private long _askedAgain;
    private long _answeredAgain;

    /// <summary>Counts a trial of which something came back.</summary>
    public void Add(Trial trial)
    {
        bool empty = trial.Verdict.Delivery is Delivery.EmptyStop;
        switch (_numbers.FurtherSamplesBefore(trial.Key.Sample))
        {
            case 0 when empty:
                _empty++;
                break;
            case 1:
                _askedAgain++;
                break;
        }

        if (_numbers.FurtherSamplesBefore(trial.Key.Sample) > 0 && !empty) _answeredAgain++;
        if (!_numbers.IsPlanned(trial.Key.Sample)) return;
        if (!trial.Exchange.Metadata.TryGetValue(CallsInFlight.MetadataName, out JsonElement told) || told.ValueKind is not JsonValueKind.Number ||
            !told.TryGetInt32(out int inFlight) || inFlight < 1) return;
        inFlight = Math.Min(inFlight, MostInFlight);
        (long calls, long emptyCalls) = _levels.GetValueOrDefault(inFlight);
        _levels[inFlight] = (calls + 1, emptyCalls + (empty ? 1 : 0));
    }

    public EmptyAnswers Summarise()
    {
        int most = _levels.Count == 0 ? 0 : _levels.Keys.Last();
        var quiet = _levels.Where(level => level.Key <= most / 2).Select(static level => level.Value).ToArray();
        var busy = _levels.Where(level => level.Key > most / 2).Select(static level => level.Value).ToArray();
        var summary = new EmptyAnswers
        {
            Empty = _empty,
            AskedAgain = _askedAgain,
            AnsweredAgain = _answeredAgain,
            Tested = _levels.Values.Sum(static level => level.Calls),
            MostInFlight = most,
            Quiet = quiet.Sum(static level => level.Calls),
            QuietEmpty = quiet.Sum(static level => level.Empty),
            Busy = busy.Sum(static level => level.Calls),
            BusyEmpty = busy.Sum(static level => level.Empty),
        };
        string? reason = WhyNotTold(summary);
        return reason is null
            ? summary with { PValue = LoadTrend.PValue([.. _levels.Select(static level => (level.Key, level.Value.Calls, level.Value.Empty))]) }
            : summary with { NotToldBecause = reason };
    }

    private string? WhyNotTold(EmptyAnswers summary)
    {
        if (summary.Tested == 0) return "no planned trial tells how many calls were under way";
        if (plan.Order is not TrialOrder.Interleaved) return "the order of the run was not drawn";
        if (summary.QuietEmpty + summary.BusyEmpty == 0) return "no answer was empty";
        if (summary.MostInFlight == 1) return "never was more than one call under way";
        long fewest = Math.Max(FewestCalls, (long)Math.Ceiling(SmallestShare * summary.Tested));
        if (summary.Quiet >= fewest && summary.Busy >= fewest) return null;
        return string.Create(CultureInfo.InvariantCulture,
            $"the number of calls under way hardly varied: {summary.Quiet} of {summary.Tested} calls were made while at most half of {summary.MostInFlight} were, {summary.Busy} while more were, and {fewest} of each are needed");
    }
}
