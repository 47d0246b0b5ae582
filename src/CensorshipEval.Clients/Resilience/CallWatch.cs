namespace CensorshipEval.Clients;

/// <summary>Watches one call from outside of all layers: what it is told comes from the innermost of them, behind all waits of our own.</summary>
internal abstract class CallWatch
{
    private static readonly AsyncLocal<CallWatch?> Watching = new();

    /// <summary>Who watches the call that is under way; it flows with the call, and nothing of it reaches the client of a provider.</summary>
    public static CallWatch? Current
    {
        get => Watching.Value;
        set => Watching.Value = value;
    }

    /// <summary>An attempt is handed to the provider's client now.</summary>
    public abstract void Sending();

    /// <summary>That attempt has ended, whatever came of it.</summary>
    public abstract void Ended();
}
