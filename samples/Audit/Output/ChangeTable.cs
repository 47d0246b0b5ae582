using CensorshipEval.Analysis;
using Spectre.Console;

namespace CensorshipEval.Samples.Audit.Output;

/// <summary>What changed from one run to another, a row per target and kind of prompts.</summary>
internal static class ChangeTable
{
    public static void Show(Screen screen, string earlier, string later, IReadOnlyList<RunChange> changes)
    {
        if (screen.IsQuiet) return;
        screen.Results.WriteLine($"From run {Screen.Short(earlier)} to run {Screen.Short(later)}: refused or blocked, in %, over the prompts that both asked");
        bool wide = TableLayout.IsWide(screen);
        Table table = TableLayout.Plain().Name("Model").Keys("Of").Numbers(wide ? ["Before", "After", "Change", "95 %", "p (Holm)", "Detectable", "n"] : ["Change", "p (Holm)", "n"]);
        foreach (RunChange change in changes)
        {
            Contrast found = change.Found;
            bool index = change.Roles is ComparedRoles.Index;
            Text[] cells =
            [
                Screen.Foreign(change.TargetId), new Text(change.Roles switch { ComparedRoles.Index => "index", ComparedRoles.All => "all prompts", _ => "sensitive" }),
                new Text(index ? Points.Of(found.Right.Value) : Percent.Of(found.Right.Value)), new Text(index ? Points.Of(found.Left.Value) : Percent.Of(found.Left.Value)),
                new Text(Points.Of(found.Difference.Value)), new Text(Points.Of(found.Difference.Interval)), new Text(Points.OfP(change.HolmPValue)),
                new Text(Points.OfLeast(found.LeastDetectable)), TableLayout.Families(found.Families, found.IsDescriptive),
            ];
            table.AddRow(wide ? cells : [cells[0], cells[1], cells[4], cells[6], cells[8]]);
        }

        screen.Results.Write(table);
        screen.Results.WriteLine(
            "Index: sensitive minus analogue. n: families; *: fewer than 20, a description. p: exact test by family, adjusted over the rows. Detectable: the least true change that these data would show " +
            "with a power of 80 %, before the adjustment; \"no change\" rules out no less than that. –: none.");
        foreach (RunChange change in changes.DistinctBy(static change => change.TargetId).Where(static change => change.TargetDiffersIn.Count > 0))
            screen.Results.WriteLine($"! {Screen.Short(change.TargetId)}: the two runs differ in its {string.Join(", ", change.TargetDiffersIn)}, so the change is not one of time alone.");
    }
}
