namespace CensorshipEval.Reporting.Terminal;

/// <summary>How a run stands at one moment.</summary>
public sealed record RunProgressSnapshot
{
    /// <summary>Trials of the whole plan; more than planned where empty answers were asked for again.</summary>
    public required long Planned { get; init; }

    /// <summary>Trials done, those that failed and those of earlier sessions included.</summary>
    public required long Done { get; init; }

    /// <summary>Of these, the ones that earlier sessions did.</summary>
    public required long Stored { get; init; }

    /// <summary>Time since the meter was made.</summary>
    public required TimeSpan Elapsed { get; init; }

    /// <summary>Trials a second lately, never negative; <see langword="null"/> before there is a basis.</summary>
    public required double? TrialsPerSecond { get; init; }

    /// <summary>What is left at this rate, never negative; <see langword="null"/> where nobody can tell.</summary>
    public required TimeSpan? Remaining { get; init; }

    /// <summary>Blocked before any text.</summary>
    public required long InputBlocked { get; init; }

    /// <summary>Stopped within the text.</summary>
    public required long OutputBlocked { get; init; }

    /// <summary>Shown, then withdrawn.</summary>
    public required long Retracted { get; init; }

    /// <summary>The answer itself refuses.</summary>
    public required long Refused { get; init; }

    /// <summary>Calls that gave nothing: connection, endpoint or time.</summary>
    public required long FailedInTransport { get; init; }

    /// <summary>Came, but could not be judged: empty, unknown ends, undetermined texts.</summary>
    public required long MissingOtherwise { get; init; }

    /// <summary>Spent so far, earlier sessions included where the cost meter was told of them; <see langword="null"/> without prices.</summary>
    public required decimal? Spent { get; init; }

    /// <summary>What the whole run will have cost if answers go on as they did; <see langword="null"/> without prices, or before every target has answered.</summary>
    public required decimal? ExpectedCost { get; init; }

    /// <summary>Currency of both; <see langword="null"/> without prices.</summary>
    public required string? Currency { get; init; }

    /// <summary>Refused or blocked.</summary>
    public long Withheld => InputBlocked + OutputBlocked + Retracted + Refused;

    /// <summary>Share of the plan that is done, 0 to 1; 1 where nothing was planned.</summary>
    public double Share => Planned == 0 ? 1 : (double)Done / Planned;

    /// <summary>
    /// One line of text that takes no more columns than there are: the least needed parts are left out first. Nothing in it moves the cursor or turns the reading direction.
    /// </summary>
    /// <param name="width">Columns, at least 1.</param>
    /// <param name="note">What else is to be told if there is room, such as the latest retry; <see langword="null"/> for nothing.</param>
    public string ToLine(int width, string? note = null)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(width, 1);
        return RunLine.Of(this, width, note);
    }
}
