namespace CensorshipEval.Linting;

/// <summary>Something about a corpus that a person should look at.</summary>
/// <param name="Rule">The rule, such as <c>language-of-text</c>.</param>
/// <param name="Place">The family, prompt or fact, and its language: <c>cn-example.s1 [de]</c>.</param>
/// <param name="Message">What was found and what was expected.</param>
public sealed record LintFinding(string Rule, string Place, string Message)
{
    /// <summary>The finding in one line.</summary>
    public override string ToString() => $"{Place}: {Message} ({Rule})";
}
