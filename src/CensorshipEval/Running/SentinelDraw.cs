namespace CensorshipEval.Running;

/// <summary>Draws a few prompts that are as different from each other as may be.</summary>
internal static class SentinelDraw
{
    public const int Most = 6;

    public static IReadOnlyList<string> Of(IReadOnlyList<Prompt> prompts, int seed)
    {
        var order = new SeededPermutation(prompts.Count, seed);
        List<Prompt> left = [.. prompts.OrderBy(static prompt => prompt.Id, StringComparer.Ordinal).Index().OrderBy(prompt => order[prompt.Index]).Select(static prompt => prompt.Item)];
        PromptRole?[] roles = [.. left.Select(static prompt => prompt.Role).Distinct().OrderBy(static role => role is { } known ? Turn(known) : int.MaxValue)];
        var drawn = new List<Prompt>();
        for (int turn = 0; drawn.Count < Most && left.Count > 0; turn++)
        {
            PromptRole? role = roles[turn % roles.Length];
            Prompt? next = left
                .Where(prompt => prompt.Role == role)
                .MinBy(prompt => (
                    MultipleChoice: prompt.Form is PromptForm.MultipleChoice ? 1 : 0,
                    Family: drawn.Count(other => other.Cluster == prompt.Cluster),
                    Language: drawn.Count(other => other.Language == prompt.Language)));
            if (next is null) continue;
            drawn.Add(next);
            left.Remove(next);
        }

        return [.. drawn.Select(static prompt => prompt.Id)];
    }

    private static int Turn(PromptRole role) => role switch
    {
        PromptRole.Sensitive => 0,
        PromptRole.Analogue => 1,
        PromptRole.Benign => 2,
        PromptRole.Neutral => 3,
        _ => 4,
    };
}
