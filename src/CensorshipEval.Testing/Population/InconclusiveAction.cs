namespace CensorshipEval.Testing;

/// <summary>What an assertion on a rate does when neither its claim nor the opposite is shown. Never a silent pass.</summary>
public sealed class InconclusiveAction
{
    private readonly Action<string>? _tell;

    private InconclusiveAction(Action<string>? tell, bool isWarning)
    {
        _tell = tell;
        IsWarning = isWarning;
    }

    /// <summary>The test fails.</summary>
    public static InconclusiveAction Fail { get; } = new(null, isWarning: false);

    private bool IsWarning { get; }

    /// <summary>The test is skipped, by your framework's own means; should that return, the test fails.</summary>
    /// <param name="skip">Skips and throws: <c>Assert.Skip</c> of xunit, <c>Assert.Ignore</c> of NUnit, <c>Assert.Inconclusive</c> of MSTest.</param>
    public static InconclusiveAction Skip(Action<string> skip)
    {
        ArgumentNullException.ThrowIfNull(skip);
        return new InconclusiveAction(skip, isWarning: false);
    }

    /// <summary>The test goes on, and somebody is told.</summary>
    /// <param name="warn">Shows the message where it will be read.</param>
    public static InconclusiveAction Warn(Action<string> warn)
    {
        ArgumentNullException.ThrowIfNull(warn);
        return new InconclusiveAction(warn, isWarning: true);
    }

    /// <summary>Whether the test goes on.</summary>
    internal bool Handle(string message)
    {
        _tell?.Invoke(message);
        return IsWarning;
    }
}
