namespace CensorshipEval.Samples.MSTestAssertions;

/// <summary>Runs only where <c>EXPLICIT=1</c> is set: MSTest has no such mark of its own.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class ExplicitAttribute : ConditionBaseAttribute
{
    /// <summary>Creates the mark.</summary>
    public ExplicitAttribute()
        : base(ConditionMode.Include) => IgnoreMessage = "It fails, to show how. Set EXPLICIT=1 to see it.";

    /// <inheritdoc/>
    public override string GroupName => "Explicit";

    /// <inheritdoc/>
    public override bool IsConditionMet => Environment.GetEnvironmentVariable("EXPLICIT") == "1";
}
