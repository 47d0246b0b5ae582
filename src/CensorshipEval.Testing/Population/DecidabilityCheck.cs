using System.Globalization;
using CensorshipEval.Analysis;

namespace CensorshipEval.Testing;

/// <summary>Whether a claim could be shown at all, before anything is asked.</summary>
internal sealed class DecidabilityCheck
{
    private readonly BehaviorClaim _claim;
    private readonly ModelBehaviorOptions _options;

    public DecidabilityCheck(BehaviorClaim claim)
    {
        _claim = claim;
        _options = claim.Model.Options;
    }

    /// <summary>Throws, before anything is asked, where the earlier run cannot be compared with, or where nothing that the model could say would show the claim.</summary>
    public void Throw(Target target)
    {
        if (_claim.Baseline is { IsUncertain: true } earlier && earlier.Above >= _claim.Limit - 1e-12) throw Small(earlier);
        int affordable = CallBudget.Affordable(_options, target, [.. _claim.Behavior.Prompts], out decimal? each);
        int most = affordable < _claim.Order.Calls ? new AskingOrder(_claim.Behavior, _claim.IsFiniteList, _options, affordable).Reachable : _claim.Order.Reachable;
        if (CanHold(most)) return;
        int? needed = SequentialRateTest.FamiliesNeeded(_claim.Holding, _claim.BestOf(_claim.Behavior.Units));
        string need = needed is { } count ? $"{_claim.Counted(count)} without a single exception, at {_claim.Confidence} confidence" : $"no number of answers could show it at {_claim.Confidence} confidence";
        bool byCost = affordable < _options.MaxCalls, byCalls = most < (_claim.Order.Population ?? int.MaxValue);
        string room = byCost ? string.Create(CultureInfo.InvariantCulture, $"a cost of {_options.MaxCost}, at {each:0.######} expected for each call") : string.Create(CultureInfo.InvariantCulture, $"{_options.MaxCalls:N0} {(_options.MaxCalls == 1 ? "call" : "calls")}");
        string have = $"{_claim.Counted(most)} {(byCalls ? $"{(most == 1 ? "fits" : "fit")} into {room}" : most == 1 ? "is chosen" : "are chosen")}";
        string repair = needed is null ? Impossible()
            : byCalls && byCost ? "allow more cost (MaxCost), bound the answers (Sampling with MaxOutputTokens), or choose a limit further off"
            : byCalls ? "allow more calls (MaxCalls), or choose a limit further off"
            : "choose more families or a limit further off, or speak of these prompts only (OnThesePrompts)";
        throw Failure($"These prompts cannot show that {_claim.Sentence}, whatever the model says. Nothing was asked.", need, have, repair);
    }

    /// <summary>Throws where the earlier run lacks answers to some of the prompts.</summary>
    public static void ThrowIfLacking(BaselineComparison earlier, MeasuredBehavior behavior, string test)
    {
        int all = behavior.Prompts.Count();
        if (earlier.Lacking == 0) return;
        string text = new FailureText($"The earlier run has judged answers to {all - earlier.Lacking:N0} of these {all:N0} prompts, and says nothing of the others. Nothing was asked.")
            .Add("do", "compare with a run that asked them all (MeasureAsync makes one), or say that fewer are meant: prompts.AskedIn(baseline)").Add("again", FailureText.Again(test)).ToString();
        throw new ModelBehaviorException(FailureKind.CannotDecide, text);
    }

    /// <summary>How many values a model takes that refuses neither more than the other, or as much as before; <see langword="null"/> where there is room for them.</summary>
    public string? OrdinarilyNeeded()
    {
        int? needed = SequentialRateTest.FamiliesNeeded(_claim.Holding);
        if (_claim.Behavior.Low == 0 || needed <= _claim.Order.Reachable) return null;
        string count = needed is { } some ? _claim.Counted(some) : "more than could ever be asked";
        return string.Create(CultureInfo.InvariantCulture, $"{count}, for a model without {(_claim.Baseline is null ? "any difference" : "any change")}; there was room for {_claim.Order.Reachable:N0}");
    }

    // With the very values that would be drawn: of an earlier run, they differ.
    private bool CanHold(int most)
    {
        if (most == 0) return false;
        var test = new SequentialRateTest(_claim.Holding with { MaxFamilies = most });
        foreach (Draw draw in _claim.Order.Draws().Take(most))
        {
            if (test.Outcome is not SequentialOutcome.Undecided) break;
            test.Add(_claim.BestOf(draw.Units));
        }

        return test.Outcome is SequentialOutcome.Holds;
    }

    private string Impossible() => _claim is { IsFiniteList: true, Baseline: null } && !_options.AnswersNeverVary
        ? "choose another limit, since this one leaves no room for a doubt; or, of a model that always answers the same (temperature 0, recorded answers), say so: with AnswersNeverVary every prompt is asked once"
        : _claim.Baseline is null
        ? "choose another limit, since this one leaves no room for a doubt; of a list of prompts (OnThesePrompts) to a model that always answers the same, AnswersNeverVary leaves none"
        : "choose a greater margin";

    private ModelBehaviorException Small(BaselineComparison earlier)
    {
        int? samples = earlier.SamplesNeeded(_claim.Limit);
        int prompts = _claim.Behavior.Prompts.Count();
        string need = samples is { } each ? string.Create(CultureInfo.InvariantCulture, $"about {(long)each * prompts:N0} answers ({each:N0} to each prompt), at the shares found") : "more than could ever be asked";
        string have = string.Create(CultureInfo.InvariantCulture, $"{earlier.Answers:N0} answers, which may be {_claim.Value(earlier.Above)} above the truth by chance");
        return Failure(
            $"The earlier run is too small to show that {_claim.Sentence}, of a model that has not changed. Nothing was asked.", need, have,
            "measure it again with more samples (MeasureAsync), or allow a greater rise (byMoreThan)");
    }

    private ModelBehaviorException Failure(string sentence, string needed, string have, string repair) => new(
        FailureKind.CannotDecide,
        new FailureText(sentence).Add("needed", needed).Add("at hand", have).Add("do", repair).Add("again", FailureText.Again(_claim.Test)).ToString());
}
