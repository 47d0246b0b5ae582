namespace CensorshipEval.Running;

/// <summary>The trials of one target in the plan's order, made one by one.</summary>
internal static class TrialSequence
{
    public static IEnumerable<TrialKey> Of(string runId, EvaluationPlan plan, Target target)
    {
        long count = (long)plan.Prompts.Count * plan.Samples;
        var numbers = new SampleNumbers(plan);
        var order = new SeededPermutation(count, plan.Seed);
        int repeats = plan.Sentinels?.Repeats ?? 0;
        int repeat = 0;
        for (long position = 0; position <= count; position++)
        {
            while (repeat < repeats && position >= count * repeat / (repeats - 1))
            {
                foreach (string promptId in plan.Sentinels!.PromptIds)
                    yield return new TrialKey(runId, target.Id, promptId, numbers.OfSentinel(repeat));
                repeat++;
            }

            if (position == count) yield break;
            long index = plan.Order is TrialOrder.Interleaved ? order[position] : position;
            (long prompt, long sample) = Math.DivRem(index, plan.Samples);
            yield return new TrialKey(runId, target.Id, plan.Prompts[(int)prompt].Id, (int)sample);
        }
    }
}
