using System.Security.Cryptography;
using System.Text;
using CensorshipEval.Running;

namespace CensorshipEval.Simulation;

/// <summary>
/// Deals the behaviours of a profile out over the prompts of a corpus, so that every cell (rule, role, language) gets its shares
/// as exactly as whole prompts allow. Samples of one prompt step through the cell by the golden ratio.
/// </summary>
internal sealed class BehaviorSchedule
{
    private const double GoldenRatio = 0.618_033_988_749_894_8;

    private readonly SimulationProfile _profile;
    private readonly Dictionary<string, Slot> _slots = new(StringComparer.Ordinal);

    public BehaviorSchedule(SimulationProfile profile, IReadOnlyList<Prompt> prompts)
    {
        _profile = profile;
        foreach (IGrouping<(int Rule, PromptRole? Role, LanguageTag Language), Prompt> cell in prompts.GroupBy(prompt => (RuleOf(prompt), prompt.Role, prompt.Language)))
        {
            if (cell.Key.Rule < 0) continue;
            Prompt[] dealt = [.. cell.OrderBy(static prompt => StableHash(prompt.Id)).ThenBy(static prompt => prompt.Id, StringComparer.Ordinal)];
            for (int rank = 0; rank < dealt.Length; rank++)
                _slots[dealt[rank].Id] = new Slot(cell.Key.Rule, (rank + 0.5) / dealt.Length);
        }
    }

    /// <summary>What is planted for this sample of this prompt.</summary>
    public SimulatedBehavior Of(Prompt prompt, int sample)
    {
        if (!_slots.TryGetValue(prompt.Id, out Slot slot))
        {
            // A prompt that was not in the corpus has no rank among its like; its hash stands in.
            int rule = RuleOf(prompt);
            if (rule < 0) return SimulatedBehavior.Answer;
            slot = new Slot(rule, StableHash(prompt.Id) / (double)ulong.MaxValue);
        }

        double place = (slot.Place + (sample * GoldenRatio)) % 1;
        foreach ((SimulatedBehavior behavior, double share) in _profile.Rules[slot.Rule].Shares)
        {
            if (place < share) return behavior;
            place -= share;
        }

        return SimulatedBehavior.Answer;
    }

    private static ulong StableHash(string text) => SeededPermutation.Mix(BitConverter.ToUInt64(SHA256.HashData(Encoding.UTF8.GetBytes(text))));

    private int RuleOf(Prompt prompt)
    {
        for (int i = 0; i < _profile.Rules.Count; i++)
        {
            if (_profile.Rules[i].Fits(prompt)) return i;
        }

        return -1;
    }

    private readonly record struct Slot(int Rule, double Place);
}
