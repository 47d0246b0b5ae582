using CensorshipEval.Targets;

namespace CensorshipEval.DependencyInjection;

/// <summary>What an app's configuration says of the models that it asks.</summary>
public sealed class CensorshipEvalOptions
{
    /// <summary>The targets; at least one, each id once.</summary>
    public IList<TargetOptions> Targets { get; set; } = [];

    /// <summary>Currency of all prices. Default USD.</summary>
    public string Currency { get; set; } = "USD";

    /// <exception cref="InputException">Something is wrong with them; all errors are told at once.</exception>
    internal TargetSet ToTargetSet() => new([.. Targets.Select(static target => target.ToConnection())], Currency);
}
