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

    public static void Show(Screen screen, string model, IReadOnlyList<RateSummary> rates, ContentTable content)
    {
        IReadOnlyList<RateSummary> own = [.. rates.Where(row => row.Group.Model == model && row.Group.Role is not null)];
        if (own.Count == 0) return;
        Table table = TableLayout.Plain().Name("What it withholds").Numbers("Sensitive", "Analogue", "Benign", "S−F");
        Add(table, "refused or blocked, share", role => own.Where(row => row.Group.Role == role).Select(static row => row.HardRate).FirstOrDefault());
        foreach ((string measure, string label) in Measures) Add(table, label, role => content.Mean(model, role, measure));
        screen.Results.Write(table);
        screen.Results.WriteLine("Below the first row: means over what was answered at least in part, where the measure has a value (reasoning: where any was shown).");
    }

    private static void Add(Table table, string label, Func<PromptRole, double?> valueOf)
    {
        double?[] values = [.. Roles.Select(valueOf)];
        if (values.All(static value => value is null)) return;
        table.AddRow([new Text(label), .. values.Select(static value => new Text(Number(value))), new Text(Number(values[0] - values[1], signed: true))]);
    }

    private static string Number(double? value, bool signed = false) => value is { } number
        ? number.ToString(signed ? "+0.00;−0.00;0.00" : "0.00", CultureInfo.InvariantCulture)
        : "–";
}
