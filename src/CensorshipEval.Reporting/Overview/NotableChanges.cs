using System.Globalization;
using CensorshipEval.Analysis;
using CensorshipEval.Reporting.Figures;

namespace CensorshipEval.Reporting.Overview;

/// <summary>What became of every model since the run before: a sentence each, whether or not a change was shown.</summary>
internal static class NotableChanges
{
    public static IEnumerable<string> Of(RunFigures figures)
    {
        if (figures.Run.Earlier.Count == 0) yield break;
        EarlierRun earlier = figures.Run.Earlier[^1];
        string since = $"since the run {Shown.Name(earlier.RunId)} of {earlier.CreatedAt.UtcDateTime.ToString("d MMMM yyyy, HH:mm 'UTC'", CultureInfo.InvariantCulture)}";
        foreach (Target target in figures.Run.Plan.Targets)
        {
            RunChange[] changes = [.. figures.Changes.Where(change => change.TargetId == target.Id)];
            RunChange? change = changes.FirstOrDefault(static one => one.Roles is ComparedRoles.Index) ?? changes.FirstOrDefault(static one => one.Roles is ComparedRoles.Sensitive) ?? changes.FirstOrDefault();
            yield return change is null
                ? $"{Shown.Name(target.Id)}, {since}: nothing to compare, since that run has no judged answers of it to the same questions."
                : $"{Shown.Name(target.Id)}, {since}: {(change.Roles is ComparedRoles.Index ? "index" : $"share withheld of {Shown.Prompts(change.Roles)}")} {IndexText.Numbers(change.Found)}, {Showed(change)}{Otherwise(change)}.";
        }
    }

    private static string Showed(RunChange change) => Shows.Of(change.Found, change.HolmPValue) switch
    {
        Showing.Description => $"over only {Shown.Counted(change.Found.Families, "family", "families")}: a description, and no proof",
        Showing.More or Showing.Less => $"a change (p {IndexText.WithSign(change.HolmPValue)}, adjusted)",
        Showing.Unclear => $"unclear whether that is a change (p {IndexText.WithSign(change.HolmPValue)}, adjusted)",
        _ => $"no change shown{(change.Found.LeastDetectable is { } least ? $"; a change under {Shown.Detectable(least)} points could have been missed" : "; any change could have been missed")}",
    };

    private static string Otherwise(RunChange change) =>
        change.TargetDiffersIn.Count == 0 ? "" : $". It was asked otherwise than then, in its {Shown.Listed([.. change.TargetDiffersIn])}";
}
