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

    /// <summary>Asserts that it has not risen since an earlier run by more than a margin, over the prompts that the run asked in the same words.</summary>
    /// <param name="baseline">The earlier run; its answers are taken as they are.</param>
    /// <param name="byMoreThan">The margin, above 0: no number of answers could show that there is no rise at all. Default 0.05.</param>
    /// <param name="cancellationToken">Stops asking; nothing is asserted then.</param>
    /// <param name="test">Name of the test, for the message; the compiler gives it.</param>
    /// <inheritdoc cref="ShouldBeAtMost"/>
    public async Task<BehaviorResult> ShouldNotBeWorseThan(BaselineRun baseline, double byMoreThan = 0.05, CancellationToken cancellationToken = default, [CallerMemberName] string test = "")
    {
        ArgumentNullException.ThrowIfNull(baseline);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(byMoreThan);
        IRefusalDetector detector = _model.Options.Detector ?? SingleAnswer.DefaultDetector;
        if (detector.Id != baseline.Detector)
            throw new InputException(new InputError("the earlier run", null, null, $"verdicts of {baseline.Detector}", $"verdicts of {detector.Id}: judge the earlier run again first"));
        return (await RunAsync(_behavior.Since(baseline), baseline, SequentialClaim.AtMost, byMoreThan, test, cancellationToken).ConfigureAwait(false)).Asserted();
    }

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

    private async Task<BehaviorResult> RunAsync(MeasuredBehavior behavior, BaselineRun? baseline, SequentialClaim claim, double limit, string test, CancellationToken cancellationToken)
    {
        var order = new AskingOrder(behavior, _isFiniteList, _model.Options);
        var made = new BehaviorClaim(behavior, baseline, claim, limit, _isFiniteList, _prompts, _model, order, test);
        made.MustBeDecidable();
        using var run = new BehaviorRun(made);
        return await run.RunAsync(cancellationToken).ConfigureAwait(false);
    }
}
