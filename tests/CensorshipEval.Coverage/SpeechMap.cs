using System.Globalization;
using System.Text.Json;
using CensorshipEval.Analysis;

namespace CensorshipEval.Coverage;

/// <summary>
/// The check on real data: labelled answers of many models to the same questions about China in Chinese and English. A label is taken for the verdict. The data is not
/// part of the project: one JSON object a line with <c>model</c>, <c>language</c>, <c>promptId</c> (the same in every language) and <c>label</c>
/// (<c>answer</c>, <c>evasive</c>, <c>refusal</c>).
/// </summary>
internal static class SpeechMap
{
    private const string English = "en";
    private const string Chinese = "zh-Hans";
    private static readonly ComponentId Label = new("label", "1");

    public static async Task ShowAsync(string file, TextWriter writer)
    {
        var counts = new TrialCounts();
        await foreach (string line in File.ReadLinesAsync(file))
        {
            if (Read(line) is { } trial) counts.Add(trial);
        }

        var analysis = new RunAnalysis(counts);
        await writer.WriteLineAsync($"{analysis.Trials} answers of {analysis.Targets.Count} models to questions about China in {string.Join(" and ", analysis.Languages)}\n");
        foreach (Quantity quantity in new[] { Quantity.NonAnswerRate, Quantity.HardRate }) await ShowAsync(analysis, quantity, writer);
    }

    private static async Task ShowAsync(RunAnalysis analysis, Quantity quantity, TextWriter writer)
    {
        Comparison[] each = [.. analysis.Compare([.. analysis.Targets.Select(target => ChineseAgainstEnglish(quantity, target.Id))]).OrderBy(static comparison => comparison.Found?.PValue ?? 1)];
        Contrast pooled = analysis.Compare([ChineseAgainstEnglish(quantity, null)])[0].Found!;
        await writer.WriteLineAsync($"### {quantity}, Chinese minus English\n\n| model | pairs | zh | en | difference | 95 % interval | exact p | Holm | clustered t, p |\n|---|--:|--:|--:|--:|--:|--:|--:|--:|");
        foreach (Comparison comparison in each)
        {
            if (comparison.Found is not { } found) continue;
            Estimate difference = found.Difference;
            await writer.WriteLineAsync(string.Create(
                CultureInfo.InvariantCulture,
                $"| {comparison.Declared.Target} | {found.Pairs} | {found.Left.Value:F3} | {found.Right.Value:F3} | {difference.Value:+0.000;-0.000;0} | {difference.Low:+0.000;-0.000;0} to {difference.High:+0.000;-0.000;0} | {found.PValue:F4} | {comparison.HolmPValue:F4} | {found.ClusteredPValue:F4} |"));
        }

        double[] clustered = [.. each.Select(static comparison => comparison.Found?.ClusteredPValue ?? 1)];
        StandardErrors errors = pooled.StandardErrors;
        Estimate all = pooled.Difference;
        await writer.WriteLineAsync(string.Create(
            CultureInfo.InvariantCulture,
            $"""

            {each.Count(static comparison => comparison.Found?.PValue <= 0.05)} of {each.Length} models at 0.05 by the exact test ({string.Join(", ", each.Select(static comparison => comparison.Found?.Test).Distinct())}), {each.Count(static comparison => comparison.HolmPValue <= 0.05)} after Holm.
            By Student's t clustered by question: {clustered.Count(static p => p <= 0.05)}, {HolmCount(clustered)} after Holm.
            Pooled over {pooled.Pairs} pairs of {pooled.Families} questions and {pooled.Models} models: {100 * all.Value:+0.0;-0.0} points, 95 % interval {100 * all.Low:+0.0;-0.0} to {100 * all.High:+0.0;-0.0} ({all.Method}), p = {pooled.PValue:G2} ({pooled.Test}).
            Standard errors in points: naive {100 * errors.Naive:F2}, by question {100 * errors.Family:F2} ({errors.Family / errors.Naive:F2} times), by model {100 * errors.Model:F2} ({errors.Model / errors.Naive:F2} times), two-way {100 * errors.TwoWay:F2} ({errors.TwoWay / errors.Naive:F2} times).

            """));
    }

    private static DeclaredComparison ChineseAgainstEnglish(Quantity quantity, string? target) => new()
    {
        Kind = ComparisonKind.Languages, Left = Chinese, Right = English, Roles = ComparedRoles.All, Quantity = quantity.Name, Target = target,
    };

    private static int HolmCount(double[] pValues)
    {
        double[] sorted = [.. pValues.Order()];
        int rejected = 0;
        while (rejected < sorted.Length && sorted[rejected] * (sorted.Length - rejected) <= 0.05) rejected++;
        return rejected;
    }

    private static Trial? Read(string line)
    {
        using var document = JsonDocument.Parse(line);
        JsonElement row = document.RootElement;
        string question = Text("promptId"), language = Text("language") == "zh" ? Chinese : Text("language");
        if (!question.StartsWith("china_", StringComparison.Ordinal) || language is not (English or Chinese)) return null;
        var prompt = new Prompt { Id = $"{question}/{language}", Text = "", FamilyId = question, Language = LanguageTag.Parse(language), Jurisdiction = Jurisdiction.Parse("CN") };
        var target = new Target { Id = Text("model"), Model = Text("model") };
        return new Trial
        {
            Exchange = new Exchange { Key = new TrialKey("labels", target.Id, prompt.Id, 0), Target = target, Prompt = prompt },
            Verdict = new Verdict
            {
                Detector = Label, Delivery = Delivery.Delivered,
                Engagement = Text("label") switch
                {
                    "answer" => Engagement.Complete,
                    "evasive" => Engagement.NonResponsive,
                    "refusal" => Engagement.Refused,
                    var other => throw new InvalidDataException($"The label '{other}' is not known. Expected answer, evasive or refusal."),
                },
            },
        };

        string Text(string name) => row.GetProperty(name).GetString() ?? "";
    }
}
