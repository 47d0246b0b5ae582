using CensorshipEval.Clients;
using CensorshipEval.Detection;
using Microsoft.Extensions.Logging;
using Polly;
using Polly.Fallback;

namespace CensorshipEval.Guard;

/// <summary>What fallbacks share that are made again and again, in a container's scopes for instance.</summary>
internal sealed record RefusalFallbackParts
{
    public required RefusalFallbackOptions Options { get; init; }

    public required RefusalJudge Judge { get; init; }

    public required FallbackReporter Reporter { get; init; }

    public required ResiliencePipeline<Asked> Pipeline { get; init; }

    public required TimeProvider Time { get; init; }

    public required ILogger Logger { get; init; }

    public static RefusalFallbackParts Make(
        RefusalFallbackOptions? options, IRefusalDetector? detector, ILogger<RefusalFallbackChatClient>? logger, TimeProvider? timeProvider, ILanguageIdentifier? languages)
    {
        RefusalFallbackOptions chosen = options ?? new RefusalFallbackOptions();
        OptionErrors.Throw(chosen.Validate());
        ILogger log = SafeLogger.Of(logger, chosen.RecordContent);
        TimeProvider time = timeProvider ?? TimeProvider.System;
        return new RefusalFallbackParts
        {
            Options = chosen,
            Judge = new RefusalJudge(detector ?? new DefaultRefusalDetector(), languages ?? new DefaultLanguageIdentifier(), chosen.DetectionTimeout, time, chosen.BlockOf, log),
            Reporter = new FallbackReporter(log),
            Pipeline = MakePipeline(),
            Time = time,
            Logger = log,
        };
    }

    private static ResiliencePipeline<Asked> MakePipeline() => new ResiliencePipelineBuilder<Asked>().AddFallback(new FallbackStrategyOptions<Asked>
    {
        ShouldHandle = static arguments => arguments.Outcome.Result is { Verdict.IsHardRefusal: true } first
            ? first.Call.MayAskAnotherAsync(first)
            : ValueTask.FromResult(false),
        FallbackAction = static async arguments =>
            Outcome.FromResult(await arguments.Outcome.Result!.Call.Models.AskOtherAsync(arguments.Outcome.Result).ConfigureAwait(false)),
    }).Build();
}
