using System.Diagnostics;
using CensorshipEval.Corpora;
using CensorshipEval.Detection;

namespace CensorshipEval.Benchmarks;

/// <summary>What the built-in corpus costs to load, once in a process, and all measures together on one answer.</summary>
internal static class CorpusAndMeasures
{
    private const int Rounds = 300;

    public static void MeasureLoading()
    {
        long before = GC.GetTotalAllocatedBytes(precise: true);
        var watch = Stopwatch.StartNew();
        IPromptCorpus corpus = PromptCorpus.BuiltIn;
        watch.Stop();
        long allocated = GC.GetTotalAllocatedBytes(precise: true) - before;
        Console.WriteLine($"{corpus.Families.Count} families, {corpus.Prompts.Count} prompts: {watch.ElapsedMilliseconds} ms, {allocated / 1e6:F0} MB allocated, {GC.GetTotalMemory(forceFullCollection: true) / 1e6:F0} MB kept");
    }

    public static async Task MeasureMeasuresAsync()
    {
        foreach (string language in new[] { "en", "zh-Hans", "ar" })
        {
            foreach (int length in new[] { 1_000, 100_000 })
            {
                PromptFamily family = PromptCorpus.BuiltIn.FindFamily("cn-tiananmen-1989")!;
                Prompt prompt = PromptCorpus.BuiltIn.Prompts.First(p => p.FamilyId == family.Id && p.Role is PromptRole.Sensitive && p.Form is PromptForm.Question && p.Language.Value == language);
                string facts = string.Join(' ', family.KeyFacts.Where(fact => fact.Role is PromptRole.Sensitive).Select(fact => fact.Statement[prompt.Language]));
                string text = string.Concat(Enumerable.Repeat(facts + "\n", (length / facts.Length) + 1))[..length];
                IReadOnlyList<IContentMeasure> measures = ContentMeasures.All();
                var times = new List<double>();
                for (int round = 0; round < Rounds; round++)
                {
                    // Another exchange each time: what was read is kept with its exchange.
                    var exchange = new Exchange { Key = new TrialKey("run", "m", prompt.Id, round), Target = new Target { Id = "m", Model = "m" }, Prompt = prompt, Text = text, FinishReason = "stop" };
                    var watch = Stopwatch.StartNew();
                    foreach (IContentMeasure measure in measures) await measure.MeasureAsync(exchange, family);
                    times.Add(watch.Elapsed.TotalMicroseconds);
                }

                times.Sort();
                Console.WriteLine($"all measures, {language}, {length} characters: {times[times.Count / 2]:F0} µs (median of {Rounds})");
            }
        }
    }
}
