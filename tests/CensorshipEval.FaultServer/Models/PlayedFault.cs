namespace CensorshipEval.Faults.Models;

/// <summary>What is played in place of an answer.</summary>
internal enum PlayedFault
{
    None,
    TooManyRequestsAskNow,
    TooManyRequestsAskInASecond,
    ServerError,
    Unavailable,
    ResetBefore,
    ResetInTheMiddle,
    MalformedJson,

    /// <summary>200 without a body; the last, by which the others are counted.</summary>
    EmptyBody,
}
