namespace CensorshipEval.Analysis;

/// <summary>Empty answers of a target, and whether they come when it is busy.</summary>
public sealed record EmptyAnswers
{
    /// <summary>Trials whose answer was empty, not counting what was asked again for that.</summary>
    public required long Empty { get; init; }

    /// <summary>Of these, those asked again.</summary>
    public required long AskedAgain { get; init; }

    /// <summary>Of these, those to which an answer or a block came in the end: their silence was not about the question.</summary>
    public required long AnsweredAgain { get; init; }

    /// <summary>
    /// Planned trials whose load is known and of which something came back: what the test is about. Sentinels and what was asked again are left out, since
    /// their place in a run is not drawn.
    /// </summary>
    public required long Tested { get; init; }

    /// <summary>Most calls to the target that were under way at once; 0 when none of these trials tells.</summary>
    public required int MostInFlight { get; init; }

    /// <summary>Of <see cref="Tested"/>, those made while at most half of <see cref="MostInFlight"/> calls were under way.</summary>
    public required long Quiet { get; init; }

    /// <summary>Empty answers among <see cref="Quiet"/>.</summary>
    public required long QuietEmpty { get; init; }

    /// <summary>Of <see cref="Tested"/>, those made while more were.</summary>
    public required long Busy { get; init; }

    /// <summary>Empty answers among <see cref="Busy"/>.</summary>
    public required long BusyEmpty { get; init; }

    /// <summary>
    /// One-sided p-value of the Cochran-Armitage test for a share of empty answers that rises with the calls under way (W. G. Cochran, Biometrics 10,
    /// 1954; P. Armitage, Biometrics 11, 1955); <see langword="null"/> when it cannot be told.
    /// </summary>
    public double? PValue { get; init; }

    /// <summary>The same after Holm's adjustment over the tests of this target.</summary>
    public double? AdjustedPValue { get; init; }

    /// <summary>Why it cannot be told whether load matters; <see langword="null"/> when it can.</summary>
    public string? NotToldBecause { get; init; }
}
