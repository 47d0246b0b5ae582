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
}
