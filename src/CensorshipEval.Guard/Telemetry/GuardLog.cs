using Microsoft.Extensions.Logging;

namespace CensorshipEval.Guard;

/// <summary>What the guard logs; never a text of a request or an answer.</summary>
internal static partial class GuardLog
{
    [LoggerMessage(EventId = 1, Level = LogLevel.Warning, Message = "An answer could not be judged ({ErrorType}) and was passed on as it is")]
    public static partial void NotJudged(ILogger logger, Exception exception, string errorType);

    [LoggerMessage(EventId = 2, Level = LogLevel.Warning, Message = "A handler of OnRefusal failed ({ErrorType}); the answer was passed on")]
    public static partial void HandlerFailed(ILogger logger, Exception exception, string errorType);

    [LoggerMessage(EventId = 3, Level = LogLevel.Warning, Message = "Whether a request is benign could not be decided ({ErrorType}): no other model was asked")]
    public static partial void PredicateFailed(ILogger logger, Exception exception, string errorType);

    [LoggerMessage(EventId = 4, Level = LogLevel.Warning, Message = "The fallback failed ({ErrorType}); the first answer was passed on")]
    public static partial void FallbackFailed(ILogger logger, Exception exception, string errorType);

    [LoggerMessage(EventId = 5, Level = LogLevel.Information, Message = "{FirstModel} refused ({Reason}); fallback: {Outcome}, answered by {AnsweredBy}")]
    public static partial void Fallback(ILogger logger, string? firstModel, string reason, FallbackOutcome outcome, string? answeredBy);

    [LoggerMessage(EventId = 7, Level = LogLevel.Warning, Message = "What became of an answer could not be told ({ErrorType}); the answer was passed on")]
    public static partial void NotTold(ILogger logger, Exception exception, string errorType);
}
