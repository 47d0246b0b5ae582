using CensorshipEval.Clients;
using CensorshipEval.Detection;
using Microsoft.Extensions.Logging;

namespace CensorshipEval.Guard;

/// <summary>What guards share that are made again and again, in a container's scopes for instance.</summary>
internal sealed record RefusalGuardParts(RefusalJudge Judge, RefusalReporter Reporter)
{
    public static RefusalGuardParts Make(
        RefusalGuardOptions? options, IRefusalDetector? detector, ILogger<RefusalGuardChatClient>? logger, TimeProvider? timeProvider, ILanguageIdentifier? languages)
    {
        RefusalGuardOptions chosen = options ?? new RefusalGuardOptions();
        OptionErrors.Throw(chosen.Validate());
        ILogger log = SafeLogger.Of(logger, chosen.RecordContent);
        TimeProvider time = timeProvider ?? TimeProvider.System;
        var judge = new RefusalJudge(
            detector ?? new DefaultRefusalDetector(), languages ?? new DefaultLanguageIdentifier(), chosen.DetectionTimeout, time, chosen.BlockOf, log);
        return new RefusalGuardParts(judge, new RefusalReporter(chosen, time, log));
    }
}
