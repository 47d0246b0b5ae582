using CensorshipEval.Reporting.Files;
using CensorshipEval.Running;

namespace CensorshipEval.Reporting.Results;

/// <summary>
/// What trials are called in a result store: <c>target.family.role.form.language</c>, in which dots make the levels of the tool's tree. A prompt without a family stands under
/// its own id, and so do prompts that would share a name.
/// </summary>
internal sealed class ScenarioNames
{
    private readonly FileNames _targets;
    private readonly Dictionary<string, string> _prompts = new(StringComparer.Ordinal);

    public ScenarioNames(EvaluationPlan plan)
    {
        _targets = new FileNames(plan.Targets.Select(static target => target.Id));
        var clusters = new FileNames(plan.Prompts.Select(static prompt => prompt.Cluster));
        foreach (IGrouping<string, Prompt> alike in plan.Prompts.GroupBy(prompt => Name(prompt, clusters[prompt.Cluster]), StringComparer.OrdinalIgnoreCase))
        {
            bool isAlone = !alike.Skip(1).Any();
            foreach (Prompt prompt in alike) _prompts[prompt.Id] = isAlone ? alike.Key : Name(prompt, FileNames.Hashed(prompt.Id));
        }
    }

    public string Of(Exchange exchange) =>
        $"{_targets[exchange.Target.Id]}.{(_prompts.TryGetValue(exchange.Prompt.Id, out string? name) ? name : Name(exchange.Prompt, FileNames.Hashed(exchange.Prompt.Id)))}";

    private static string Name(Prompt prompt, string question) => string.Join('.', question, prompt.Role?.ToString() ?? "NoRole", prompt.Form?.ToString() ?? "NoForm", prompt.Language.Value);
}
