using Microsoft.Extensions.Logging;

namespace CensorshipEval.Targets;

internal static partial class TargetLog
{
    [LoggerMessage(EventId = 20, Level = LogLevel.Warning, Message = "{TargetId}: attempt {Attempt} failed ({Code}); the next one in {Seconds} s")]
    public static partial void Retrying(ILogger logger, string targetId, int attempt, string code, double seconds);
}
