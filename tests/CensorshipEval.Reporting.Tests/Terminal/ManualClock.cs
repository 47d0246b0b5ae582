namespace CensorshipEval.Reporting.Tests.Terminal;

/// <summary>A clock that a test moves, back as well.</summary>
internal sealed class ManualClock : TimeProvider
{
    public TimeSpan Now { get; set; }

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override long GetTimestamp() => Now.Ticks;
}
