using CensorshipEval.Running;

namespace CensorshipEval.Reporting;

/// <summary>Writes the row of a target.</summary>
internal sealed class TargetRow(PageJson json, EvaluationPlan plan, int longestText)
{
    /// <summary>id, model, address without query, system prompt.</summary>
    public void Write(string id)
    {
        Target? target = plan.Targets.FirstOrDefault(target => target.Id == id);
        json.BeginArray();
        json.Value(id);
        json.Value(target?.Model ?? id);
        json.Value(target?.Endpoint is { IsAbsoluteUri: true } endpoint ? endpoint.GetComponents(UriComponents.SchemeAndServer | UriComponents.Path, UriFormat.UriEscaped) : null);
        json.Value(target?.SystemPrompt is { } system ? CutText.Of(system, longestText).Text : null);
        json.EndArray();
    }
}
