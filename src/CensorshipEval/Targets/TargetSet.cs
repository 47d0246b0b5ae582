namespace CensorshipEval.Targets;

/// <summary>The live targets of a run, checked as a whole: from a file, from a command line or from code.</summary>
public sealed record TargetSet
{
    /// <summary>Puts targets together.</summary>
    /// <param name="connections">The targets, at least one, each id once.</param>
    /// <param name="currency">Currency of all prices. Default USD.</param>
    /// <exception cref="InputException">Something is wrong with them; all errors are told at once.</exception>
    public TargetSet(IReadOnlyList<TargetConnection> connections, string currency = "USD")
    {
        ArgumentNullException.ThrowIfNull(connections);
        ArgumentException.ThrowIfNullOrWhiteSpace(currency);
        Connections = connections;
        Currency = currency;
        TargetSetValidator.Check(this);
    }

    /// <summary>The targets and how they are reached.</summary>
    public IReadOnlyList<TargetConnection> Connections { get; }

    /// <summary>Currency of all prices, as a reader knows it.</summary>
    public string Currency { get; }

    /// <summary>The targets as a plan records them.</summary>
    public IReadOnlyList<Target> Targets => [.. Connections.Select(static connection => connection.Target)];

    /// <summary>The connection of a target.</summary>
    /// <exception cref="KeyNotFoundException">It is none of these.</exception>
    public TargetConnection Of(Target target)
    {
        ArgumentNullException.ThrowIfNull(target);
        return Connections.FirstOrDefault(connection => connection.Target.Id == target.Id)
            ?? throw new KeyNotFoundException($"There is no target '{target.Id}'.");
    }

    /// <summary>Reads a targets file: JSON with a list <c>targets</c>, as <c>targets.schema.json</c> of this package describes it.</summary>
    /// <exception cref="InputException">The file cannot be used; all errors are told at once, each with its line and field.</exception>
    public static Task<TargetSet> LoadAsync(string path, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        return TargetsFile.LoadAsync(path, cancellationToken);
    }
}
