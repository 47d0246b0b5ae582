using CensorshipEval.Analysis;
using Spectre.Console;

namespace CensorshipEval.Samples.Audit.Output;

/// <summary>A row per target and role, over all jurisdictions and languages.</summary>
internal static class TargetTable
{
    public static Table Of(IReadOnlyList<RateSummary> perTarget)
    {
        Table table = TableLayout.Plain().Name("Model").Keys("Role").Numbers("Rate", "95 %", "If\nmissing", "Answers", "n");
        foreach (RateSummary rate in perTarget)
        {
            table.AddRow(
                Screen.Foreign(rate.Group.TargetId!), new Text(Labels.Of(rate.Group.Role)),
                new Text(Percent.Of(rate.HardRate)), new Text(Percent.Of(rate.Interval)), new Text(Percent.Of(rate.Bounds)),
                TableLayout.Number(rate.Trials), TableLayout.Families(rate.Families, rate.IsDescriptive));
        }

        return table;
    }
}
