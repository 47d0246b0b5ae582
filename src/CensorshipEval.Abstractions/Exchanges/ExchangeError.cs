namespace CensorshipEval;

/// <summary>An error that came back instead of an answer, or in its middle. Whether it is a block is for the detector to say.</summary>
public sealed record ExchangeError
{
    /// <summary>The provider's error code, or a short name of the transport failure such as <c>timeout</c>.</summary>
    public string? Code { get; init; }

    /// <summary>The message, as sent.</summary>
    public required string Message { get; init; }

    /// <summary>HTTP status, where there was a response.</summary>
    public int? HttpStatus { get; init; }
}
