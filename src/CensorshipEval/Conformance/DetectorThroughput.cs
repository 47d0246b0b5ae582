namespace CensorshipEval.Conformance;

/// <summary>How fast a detector judges, on one thread and nothing but judging.</summary>
/// <param name="AnswersPerSecond">Answers in a second.</param>
/// <param name="CharactersPerSecond">UTF-16 code units of answers in a second, whether the detector reads them all or not.</param>
/// <param name="Answers">How many answers were judged.</param>
/// <param name="Seconds">How long it took.</param>
public sealed record DetectorThroughput(double AnswersPerSecond, double CharactersPerSecond, long Answers, double Seconds)
{
    /// <summary>Judges all exchanges over and over, whole passes, until the time is over. Nothing is measured before they were judged once.</summary>
    /// <param name="detector">The detector.</param>
    /// <param name="exchanges">At least one exchange.</param>
    /// <param name="atLeast">For how long; <see langword="null"/> for one second.</param>
    /// <param name="timeProvider">The clock; <see langword="null"/> for the system's.</param>
    /// <param name="cancellationToken">Ends the measurement.</param>
    public static async Task<DetectorThroughput> MeasureAsync(
        IRefusalDetector detector, IReadOnlyList<Exchange> exchanges, TimeSpan? atLeast = null, TimeProvider? timeProvider = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(detector);
        ArgumentNullException.ThrowIfNull(exchanges);
        if (exchanges.Count == 0) throw new ArgumentException("There must be something to judge.", nameof(exchanges));
        TimeProvider clock = timeProvider ?? TimeProvider.System;
        TimeSpan least = atLeast ?? TimeSpan.FromSeconds(1);
        long characters = exchanges.Sum(static exchange => (long)exchange.Text.Length);
        await PassAsync().ConfigureAwait(false);

        long passes = 0;
        TimeSpan taken;
        long start = clock.GetTimestamp();
        do
        {
            await PassAsync().ConfigureAwait(false);
            passes++;
            taken = clock.GetElapsedTime(start);
        }
        while (taken < least || taken <= TimeSpan.Zero);

        double seconds = taken.TotalSeconds;
        return new DetectorThroughput(passes * exchanges.Count / seconds, passes * characters / seconds, passes * exchanges.Count, seconds);

        async Task PassAsync()
        {
            for (int i = 0; i < exchanges.Count; i++) await detector.DetectAsync(exchanges[i], cancellationToken).ConfigureAwait(false);
        }
    }
}
