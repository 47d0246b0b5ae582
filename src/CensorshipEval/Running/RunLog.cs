using Microsoft.Extensions.Logging;

namespace CensorshipEval.Running;

internal static partial class RunLog
{
    [LoggerMessage(EventId = 1, Level = LogLevel.Information, Message = "Run {RunId} started: {Trials} trials planned")]
    public static partial void Started(ILogger logger, string runId, long trials);

    [LoggerMessage(EventId = 2, Level = LogLevel.Information, Message = "Run {RunId} resumed")]
    public static partial void Resumed(ILogger logger, string runId);

    [LoggerMessage(EventId = 3, Level = LogLevel.Warning, Message = "Unknown finish reason '{FinishReason}' from {TargetId}: kept as it is, counted as missing")]
    public static partial void UnknownFinishReason(ILogger logger, string finishReason, string targetId);

    [LoggerMessage(EventId = 4, Level = LogLevel.Warning, Message = "Attempt {Attempt} at {TrialKey} failed: {Code}, HTTP status {HttpStatus}")]
    public static partial void AttemptFailed(ILogger logger, int attempt, TrialKey trialKey, string code, int? httpStatus);

    [LoggerMessage(
        EventId = 5,
        Level = LogLevel.Information,
        Message = "Run {RunId} finished: {Trials} trials now, {FailedTrials} of them failed in transport, {FailedAttempts} failed attempts in all")]
    public static partial void Finished(ILogger logger, string runId, long trials, long failedTrials, long failedAttempts);

    [LoggerMessage(EventId = 6, Level = LogLevel.Warning, Message = "Run {RunId} stopped after {Trials} trials: {Reason}")]
    public static partial void Stopped(ILogger logger, string runId, long trials, string reason);
}
