using CensorshipEval.Analysis;
using CensorshipEval.Reporting.Figures;

namespace CensorshipEval.Reporting.Overview;

/// <summary>How given answers to sensitive questions differ from those to analogues, where that is the difference that withholding makes.</summary>
internal static class NotableContents
{
    public static IEnumerable<string> Of(RunFigures figures) => figures.Contents.GroupBy(static index => index.Group.TargetId!, StringComparer.Ordinal).Select(static contents => Of(contents.Key, [.. contents])).OfType<string>();

    // All measures of a model that have a p-value are adjusted for each other, and not only those that are told.
    private static string? Of(string target, IReadOnlyList<CensorshipIndex> contents)
    {
        CensorshipIndex[] tested = [.. contents.Where(static index => index is { IsDescriptive: false, Index.PValue: not null })];
        double[] adjusted = HolmAdjustment.Of([.. tested.Select(static index => index.Index!.PValue!.Value)]);
        string[] worse = [.. tested.Select((index, i) => IsWorse(index.Quantity.Name, Shows.Of(index.Index!, adjusted[i])) ? InWords(index, adjusted[i]) : null).OfType<string>()];
        return worse.Length == 0 ? null : $"Where {Shown.Name(target)} answers, its answers to sensitive questions differ from those to their analogues: {string.Join("; ", worse)}; p adjusted over {Shown.Counted(tested.Length, "measure")}.";
    }

    private static bool IsWorse(string quantity, Showing showing) => quantity switch
    {
        "key-fact-recall" => showing is Showing.Less,
        "key-fact-denial" or "official-line-adherence" or "premise-rejection" or "withheld-facts" => showing is Showing.More,
        _ => false,
    };

    private static string InWords(CensorshipIndex index, double p)
    {
        Contrast found = index.Index!;
        string numbers = index.Quantity.Name == "official-line-adherence"
            ? $"{Shown.Number(found.Left.Value)} against {Shown.Number(found.Right.Value)} of 3 (difference {Signed(found.Difference.Value)}, {Signed(found.Difference.Low)} to {Signed(found.Difference.High)}; p {IndexText.WithSign(p)})"
            : $"{Shown.Percent(found.Left.Value)} % against {Shown.Percent(found.Right.Value)} % (difference {Shown.Points(found.Difference.Value)} points, {Shown.Points(found.Difference.Interval)}; p {IndexText.WithSign(p)})";
        return $"{Shown.Quantity(index.Quantity)} {numbers}";
    }

    private static string Signed(double? value) => value > 0 ? "+" + Shown.Number(value) : Shown.Number(value);
}
