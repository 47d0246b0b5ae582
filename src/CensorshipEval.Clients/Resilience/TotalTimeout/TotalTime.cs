namespace CensorshipEval.Clients;

/// <summary>
/// The clock of the call that is under way, so that a layer further inside can stop it while it holds the call back. It flows with the call, and
/// nothing of it reaches the client of a provider.
/// </summary>
internal static class TotalTime
{
    private static readonly AsyncLocal<Deadline?> Current = new();

    /// <summary>Makes a clock the one of what is called from here on.</summary>
    public static void Enter(Deadline deadline) => Current.Value = deadline;

    /// <summary>Stops the clock of the call until it is disposed; nothing where no clock runs.</summary>
    public static Suspension Suspend() => new(Current.Value);

    public readonly struct Suspension : IDisposable
    {
        private readonly Deadline? _deadline;
        private readonly TimeSpan _left;

        internal Suspension(Deadline? deadline)
        {
            _deadline = deadline;
            _left = deadline?.Pause() ?? TimeSpan.Zero;
        }

        public void Dispose() => _deadline?.Set(_left);
    }
}
