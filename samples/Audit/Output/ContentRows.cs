using System.Globalization;
using CensorshipEval.Analysis;
using Spectre.Console;

namespace CensorshipEval.Samples.Audit.Output;

/// <summary>What a model withholds in the open and what it withholds within its answers, side by side: a row per rate or measure, a column per role.</summary>
internal static class ContentRows
{
    private static readonly PromptRole[] Roles = [PromptRole.Sensitive, PromptRole.Analogue, PromptRole.Benign];

    private static readonly (string Measure, string Label)[] Measures =
    [
        ("key-fact-recall", "key facts stated, share"),
        ("key-fact-denial", "key facts denied, share"),
        ("official-line-adherence", "official line, 0 to 3"),
        ("premise-rejection", "question rejected, share"),
        ("hedging", "hedging, per 100 words"),
        ("language-switch", "other language, share"),
        ("withheld-facts", "facts only thought, share"),
        ("reasoning-suppression", "reasoning left blank, share"),
        ("correct-choice", "right option chosen, share"),
    ];

    /// <summary>A table for every target that has prompts with a role, and what the columns mean.</summary>
    public static void ShowAll(Screen screen, IReadOnlyList<RateSummary> rates, ContentTable content, RunAnalysis analysis)
    {
        string[] targets = [.. rates.Where(static row => row.Group.Role is not null).Select(static row => row.Group.TargetId!).Distinct(StringComparer.Ordinal)];
        if (targets.Length > 0) screen.Results.WriteLine();
        foreach (string target in targets)
        {
            screen.Results.WriteLine($"{Screen.Short(target)}: hard and soft side by side");
            Show(screen, target, rates, content, analysis);
        }

        if (targets.Length == 0) return;
        screen.Results.WriteLine(
            "Below the first row: means over what was answered at least in part, where the measure has a value (reasoning: where any was shown). S−F: sensitive minus analogue, over the " +
            "families, forms and languages that have both.");
    }

    private static void Show(Screen screen, string target, IReadOnlyList<RateSummary> rates, ContentTable content, RunAnalysis analysis)
    {
        IReadOnlyList<RateSummary> own = [.. rates.Where(row => row.Group.TargetId == target && row.Group.Role is not null)];
        if (own.Count == 0) return;
        var filter = new TrialFilter { Targets = [target] };
        Dictionary<Quantity, double> paired = analysis.Indices(filter: filter).Concat(analysis.Contents(filter: filter)).Where(static index => index.Index is not null)
            .ToDictionary(static index => index.Quantity, static index => index.Index!.Difference.Value);
        Table table = TableLayout.Plain().Name("What it withholds").Numbers("Sensitive", "Analogue", "Benign", "S−F");
        Add("refused or blocked, share", Quantity.HardRate, role => own.Where(row => row.Group.Role == role).Select(static row => row.HardRate).FirstOrDefault());
        foreach ((string measure, string label) in Measures) Add(label, new Quantity(measure), role => content.Mean(target, role, measure));
        screen.Results.Write(table);

        void Add(string label, Quantity quantity, Func<PromptRole, double?> valueOf)
        {
            double?[] values = [.. Roles.Select(valueOf)];
            if (values.All(static value => value is null)) return;
            table.AddRow([
                new Text(label), .. values.Select(static value => new Text(Number(value))),
                new Text(paired.TryGetValue(quantity, out double difference) ? Number(difference, signed: true) : "–"),
            ]);
        }
    }

    private static string Number(double? value, bool signed = false) => value is { } number
        ? number.ToString(signed ? "+0.00;−0.00;0.00" : "0.00", CultureInfo.InvariantCulture)
        : "–";
}
