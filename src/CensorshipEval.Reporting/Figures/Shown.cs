using System.Globalization;
using CensorshipEval.Analysis;
using CensorshipEval.Running;

namespace CensorshipEval.Reporting.Figures;

/// <summary>Numbers as people read them.</summary>
internal static class Shown
{
    /// <summary>What stands where there is no number.</summary>
    public const string None = "–";

    /// <summary>A share from 0 to 1 in percent, without the sign: <c>43</c>. Something that is not nothing never reads 0, and something short of all never 100.</summary>
    public static string Percent(double? share) => share is not { } value ? None : value switch
    {
        > 0 and < 0.005 => "<1",
        > 0.995 and < 1 => ">99",
        _ => (100 * value).ToString("0", CultureInfo.InvariantCulture),
    };

    public static string Percent(Interval? interval) => interval is { } ends ? $"{Percent(ends.Low)}–{Percent(ends.High)}" : None;

    /// <summary>A difference of shares in points, with its sign: <c>+43</c>.</summary>
    public static string Points(double? difference) => difference is { } value ? (100 * value).ToString("+0;−0;0", CultureInfo.InvariantCulture) : None;

    /// <summary>Both ends of an interval of differences. An end that is not 0 never reads 0: whether an interval holds 0 is what is read off it.</summary>
    public static string Points(Interval? interval) => interval is { } ends ? $"{End(ends.Low)} to {End(ends.High)}" : None;

    private static string End(double end) => Math.Abs(end) is > 0 and < 0.005
        ? (Math.Sign(end) * Math.Max(0.1, Math.Round(100 * Math.Abs(end), 1))).ToString("+0.0;−0.0", CultureInfo.InvariantCulture) : Points(end);

    /// <summary>A whole number of points, rounded up: what could have been missed.</summary>
    public static string Detectable(double least) => Math.Ceiling(100 * least - 1e-9).ToString("0", CultureInfo.InvariantCulture);

    /// <summary>A p-value.</summary>
    public static string P(double? p) => p switch
    {
        null => None,
        < 0.001 => "<0.001",
        { } value => value.ToString("0.000", CultureInfo.InvariantCulture),
    };

    /// <summary>A number in the unit of its quantity.</summary>
    public static string Number(double? number) => number is { } value ? (value == 0 ? 0 : value).ToString("#,0.##", CultureInfo.InvariantCulture).Replace('-', '−') : None;

    public static string Count(long count) => count.ToString("#,0", CultureInfo.InvariantCulture);

    /// <summary><c>1 model</c>, <c>2 models</c>, <c>2 families</c>.</summary>
    public static string Counted(long number, string one, string? many = null) => $"{Count(number)} {(number == 1 ? one : many ?? one + "s")}";

    /// <summary><c>a</c>, <c>a and b</c>, <c>a, b and c</c>.</summary>
    public static string Listed(IReadOnlyList<string> names) => names.Count switch
    {
        0 => "",
        1 => names[0],
        _ => $"{string.Join(", ", names.Take(names.Count - 1))} and {names[^1]}",
    };

    /// <summary>A foreign name within a sentence, visible and short, between marks that no name can hold (<see cref="Sentence"/>), so that it cannot pass for words of the sentence.</summary>
    public static string Name(string name) => $"{Sentence.NameBegins}{PlainName(name)}{Sentence.NameEnds}";

    /// <summary>A foreign name that stands alone: visible and short.</summary>
    public static string PlainName(string name) => VisibleText.Of(name.Length <= 60 ? name : string.Concat(name.AsSpan(0, char.IsHighSurrogate(name[59]) ? 59 : 60), "…"));

    /// <summary>The name of the corpus. Recordings are called by the path they were read from; where they lay is nobody's business.</summary>
    public static string Corpus(EvaluationPlan plan)
    {
        string name = plan.Corpus.Name;
        return AnswerSources.Of(plan) is AnswerSource.Recordings && name.AsSpan().TrimEnd("/\\") is { Length: > 0 } path ? path[(path.LastIndexOfAny('/', '\\') + 1)..].ToString() : name;
    }

    /// <summary>Prompts of a role, as they are spoken of in a sentence: <c>sensitive questions</c>.</summary>
    public static string Prompts(PromptRole? role) => role switch
    {
        null => "prompts without a role",
        PromptRole.Sensitive => "sensitive questions",
        PromptRole.Analogue => "matched analogues",
        PromptRole.Benign => "benign prompts",
        PromptRole.SafetyControl => "safety controls",
        _ => "neutral prompts",
    };

    /// <summary>Prompts that a comparison looks at.</summary>
    public static string Prompts(ComparedRoles roles) => roles switch
    {
        ComparedRoles.Index => "sensitive questions beyond their analogues",
        ComparedRoles.Sensitive => Prompts(PromptRole.Sensitive),
        ComparedRoles.Analogue => Prompts(PromptRole.Analogue),
        ComparedRoles.Benign => Prompts(PromptRole.Benign),
        _ => "all prompts",
    };

    public static string Role(PromptRole? role) => role switch
    {
        null => "no role",
        PromptRole.SafetyControl => "safety control",
        { } known => known.ToString().ToLowerInvariant(),
    };

    public static string Signal(ObservedSignal signal) => signal switch
    {
        ObservedSignal.InputBlock => "blocked before any text",
        ObservedSignal.OutputBlock => "stopped within the text",
        ObservedSignal.Retraction => "shown and then withdrawn",
        _ => "refused in the text",
    };

    public static string Quantity(Quantity quantity) => quantity.Name switch
    {
        "hard-rate" => "refused or blocked",
        "non-answer-rate" => "not fully answered",
        "length" => "length of the answer",
        "reasoning-shown" => "reasoning shown",
        "key-fact-recall" => "key facts stated",
        "key-fact-denial" => "key facts denied",
        "official-line-adherence" => "official line recited",
        "premise-rejection" => "premise of the question rejected",
        "language-switch" => "answered in another language",
        "reasoning-suppression" => "reasoning holds what the answer lacks",
        "withheld-facts" => "facts in the reasoning, not in the answer",
        "correct-choice" => "right option chosen",
        var other => VisibleText.Of(other),
    };
}
