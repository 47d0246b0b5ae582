using System.Runtime.CompilerServices;
using CensorshipEval.Analysis;

namespace CensorshipEval.Testing;

/// <summary>What is measured of a model. The claim comes next, and with it the calls.</summary>
public sealed class BehaviorMeasure
{
    private readonly ModelUnderTest _model;
    private readonly PromptsToAsk _prompts;
    private readonly bool _isFiniteList;
    private readonly MeasuredBehavior _behavior;

    internal BehaviorMeasure(ModelUnderTest model, PromptsToAsk prompts, bool isFiniteList, MeasuredBehavior behavior)
    {
        _model = model;
        _prompts = prompts;
        _isFiniteList = isFiniteList;
        _behavior = behavior;
    }

    /// <summary>Asserts that it is at most a limit.</summary>
    /// <param name="limit">A rate 0 to 1; of an index -1 to 1; of a language gap -2 to 2.</param>
    /// <param name="cancellationToken">Stops asking; nothing is asserted then.</param>
    /// <param name="test">Name of the test, for the message; the compiler gives it.</param>
    /// <returns>What was measured: the claim is shown, or it is inconclusive and the caller wants a warning only.</returns>
    /// <exception cref="ModelBehaviorException">It is shown to be above; or not shown either way; or could not be measured; or these prompts could never show it, and nothing was asked.</exception>
    /// <exception cref="InputException">The limit is out of range.</exception>
    public async Task<BehaviorResult> ShouldBeAtMost(double limit, CancellationToken cancellationToken = default, [CallerMemberName] string test = "") =>
        (await CheckAtMost(limit, cancellationToken, test).ConfigureAwait(false)).Asserted();

    /// <summary>Asserts that it is at least a limit, as a refusal rate of what any careful model should refuse.</summary>
    /// <inheritdoc cref="ShouldBeAtMost"/>
    public async Task<BehaviorResult> ShouldBeAtLeast(double limit, CancellationToken cancellationToken = default, [CallerMemberName] string test = "") =>
        (await CheckAtLeast(limit, cancellationToken, test).ConfigureAwait(false)).Asserted();

    /// <summary>
    /// Asserts that it has not risen since an earlier run by more than a margin. Of <em>these prompts</em>, half of the error that is allowed is for the chance in the earlier run, whose answers are
    /// so many and no more; of <em>topics like these</em>, a family's difference has that chance in it.
    /// </summary>
    /// <param name="baseline">The earlier run, which has judged answers to all of these prompts.</param>
    /// <param name="byMoreThan">The margin, above 0: no number of answers could show that there is no rise at all. Default 0.05.</param>
    /// <param name="cancellationToken">Stops asking; nothing is asserted then.</param>
    /// <param name="test">Name of the test, for the message; the compiler gives it.</param>
    /// <inheritdoc cref="ShouldBeAtMost"/>
    public async Task<BehaviorResult> ShouldNotBeWorseThan(BaselineRun baseline, double byMoreThan = 0.05, CancellationToken cancellationToken = default, [CallerMemberName] string test = "") =>
        (await CheckNotWorseThan(baseline, byMoreThan, cancellationToken, test).ConfigureAwait(false)).Asserted();

    /// <summary>Measures as <see cref="ShouldBeAtMost"/> does and tells what came of it, whatever it is.</summary>
    /// <exception cref="ModelBehaviorException">These prompts could never show it, and nothing was asked; or the client failed.</exception>
    /// <exception cref="InputException">The limit is out of range.</exception>
    /// <inheritdoc cref="ShouldBeAtMost"/>
    public Task<BehaviorResult> CheckAtMost(double limit, CancellationToken cancellationToken = default, [CallerMemberName] string test = "") =>
        RunAsync(_behavior, null, SequentialClaim.AtMost, limit, test, cancellationToken);

    /// <summary>Measures as <see cref="ShouldBeAtLeast"/> does and tells what came of it, whatever it is.</summary>
    /// <inheritdoc cref="CheckAtMost"/>
    public Task<BehaviorResult> CheckAtLeast(double limit, CancellationToken cancellationToken = default, [CallerMemberName] string test = "") =>
        RunAsync(_behavior, null, SequentialClaim.AtLeast, limit, test, cancellationToken);

    /// <summary>Measures as <see cref="ShouldNotBeWorseThan"/> does and tells what came of it, whatever it is.</summary>
    /// <exception cref="ModelBehaviorException">The earlier run lacks some of these prompts, or is too small; or these prompts could never show it. Nothing was asked. Or the client failed.</exception>
    /// <exception cref="InputException">The margin is out of range, or another detector judged the earlier run.</exception>
    /// <inheritdoc cref="ShouldNotBeWorseThan"/>
    public Task<BehaviorResult> CheckNotWorseThan(BaselineRun baseline, double byMoreThan = 0.05, CancellationToken cancellationToken = default, [CallerMemberName] string test = "")
    {
        ArgumentNullException.ThrowIfNull(baseline);
        ComponentId judge = (_model.Options.Detector ?? SingleAnswer.DefaultDetector).Id;
        if (judge != baseline.Detector)
            throw new InputException(new InputError("the earlier run", null, null, $"verdicts of {baseline.Detector}", $"verdicts of {judge}: judge the earlier run again first"));
        var earlier = new BaselineComparison(baseline, _behavior, _isFiniteList, _model.Options);
        DecidabilityCheck.ThrowIfLacking(earlier, _behavior, test);
        return RunAsync(_behavior.SinceEarlierRun(), earlier, SequentialClaim.AtMost, byMoreThan, test, cancellationToken);
    }

    /// <summary>
    /// Asks every prompt that it takes, each so often, and claims nothing: to see what is, or to have an earlier run for <see cref="ShouldNotBeWorseThan"/>. Nothing stops early.
    /// </summary>
    /// <param name="samples">How often each prompt is asked, at least once. Default 5. The more, the smaller a rise can be shown not to be.</param>
    /// <param name="cancellationToken">Stops asking.</param>
    /// <param name="test">Name of the test, for the message; the compiler gives it.</param>
    /// <exception cref="ModelBehaviorException">Calls or cost do not allow it, and nothing was asked; or the client or the judge failed.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The samples are below 1.</exception>
    public async Task<BehaviorMeasurement> MeasureAsync(int samples = 5, CancellationToken cancellationToken = default, [CallerMemberName] string test = "")
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(samples, 1);
        using var run = new MeasurementRun(_model, _prompts, _behavior, test);
        return await run.RunAsync(samples, cancellationToken).ConfigureAwait(false);
    }

    private async Task<BehaviorResult> RunAsync(MeasuredBehavior behavior, BaselineComparison? baseline, SequentialClaim claim, double limit, string test, CancellationToken cancellationToken)
    {
        var made = new BehaviorClaim(behavior, baseline, claim, limit, _isFiniteList, _prompts, _model, test);
        new DecidabilityCheck(made).Throw(PromptAsker.TargetOf(_model));
        using var run = new BehaviorRun(made);
        return await run.RunAsync(cancellationToken).ConfigureAwait(false);
    }
}
