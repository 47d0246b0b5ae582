using System.Globalization;
using System.Text.Json;
using CensorshipEval.Export;

namespace CensorshipEval.Reporting.Results;

/// <summary>A trial as a result of Microsoft.Extensions.AI.Evaluation.Reporting: what its <c>ScenarioRunResult</c> is as JSON, property by property.</summary>
internal static class ScenarioResult
{
    public const int FormatVersion = 1;

    public static void Write(Utf8JsonWriter json, Trial trial, string scenario, string iteration, string execution, DateTimeOffset created)
    {
        Exchange exchange = trial.Exchange;
        json.WriteStartObject();
        json.WriteString("scenarioName", scenario);
        json.WriteString("iterationName", iteration);
        json.WriteString("executionName", execution);
        json.WriteString("creationTime", created.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ss.FFFFFFFK", CultureInfo.InvariantCulture));
        json.WriteStartArray("messages");
        if (exchange.Target.SystemPrompt is { } system) Message(json, "system", ("text", system));
        Message(json, "user", ("text", exchange.Prompt.Text));
        json.WriteEndArray();
        Response(json, exchange);
        json.WriteStartObject("evaluationResult");
        json.WriteStartObject("metrics");
        foreach (ResultMetric metric in ResultMetric.Of(trial)) metric.Write(json);
        json.WriteEndObject();
        json.WriteEndObject();
        json.WriteStartArray("tags");
        foreach (string tag in Tags(trial)) json.WriteStringValue(PairedText.Of(tag));
        json.WriteEndArray();
        json.WriteNumber("formatVersion", FormatVersion);
        json.WriteEndObject();
    }

    // The ids as they are: names of files may have lost something.
    private static IEnumerable<string> Tags(Trial trial)
    {
        Prompt prompt = trial.Exchange.Prompt;
        yield return $"target:{trial.Exchange.Target.Id}";
        yield return $"prompt:{prompt.Id}";
        if (prompt.FamilyId is { } family) yield return $"family:{family}";
        if (prompt.Topic is { } topic) yield return $"topic:{topic}";
        if (prompt.Jurisdiction != Jurisdiction.None) yield return $"jurisdiction:{prompt.Jurisdiction.Code}";
        if (prompt.Role is { } role) yield return $"role:{role}";
        yield return $"language:{prompt.Language.Value}";
        yield return $"detector:{trial.Verdict.Detector}";
    }

    private static void Response(Utf8JsonWriter json, Exchange exchange)
    {
        json.WriteStartObject("modelResponse");
        json.WriteStartArray("messages");
        var contents = new List<(string Kind, string Text)>();
        if (exchange.Reasoning is { } reasoning) contents.Add(("reasoning", reasoning));
        if (exchange.Text.Length > 0) contents.Add(("text", exchange.Text));
        Message(json, "assistant", [.. contents], exchange.Error);
        json.WriteEndArray();
        json.WriteString("modelId", PairedText.Of(exchange.AnsweredBy ?? exchange.Target.Model));
        if (exchange.Timing is { } timing) json.WriteString("createdAt", timing.StartedAt);
        if (exchange.FinishReason is { Length: > 0 } reason) json.WriteString("finishReason", PairedText.Of(reason));
        if (exchange.Usage is { } usage) Usage(json, usage);
        json.WriteEndObject();
    }

    private static void Message(Utf8JsonWriter json, string role, params ReadOnlySpan<(string Kind, string Text)> contents) => Message(json, role, contents, null);

    private static void Message(Utf8JsonWriter json, string role, ReadOnlySpan<(string Kind, string Text)> contents, ExchangeError? error)
    {
        json.WriteStartObject();
        json.WriteString("role", role);
        json.WriteStartArray("contents");
        foreach ((string kind, string text) in contents)
        {
            json.WriteStartObject();
            json.WriteString("$type", kind);
            json.WriteString("text", PairedText.Of(text));
            json.WriteEndObject();
        }

        if (error is not null)
        {
            json.WriteStartObject();
            json.WriteString("$type", "error");
            json.WriteString("message", PairedText.Of(error.Message));
            if (error.Code is { } code) json.WriteString("errorCode", PairedText.Of(code));
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void Usage(Utf8JsonWriter json, TokenUsage usage)
    {
        json.WriteStartObject("usage");
        if (usage.InputTokens is { } input) json.WriteNumber("inputTokenCount", input);
        if (usage.OutputTokens is { } output) json.WriteNumber("outputTokenCount", output);
        if (usage is { InputTokens: { } sent, OutputTokens: { } received }) json.WriteNumber("totalTokenCount", sent + received);
        if (usage.ReasoningTokens is { } reasoning) json.WriteNumber("reasoningTokenCount", reasoning);
        json.WriteEndObject();
    }
}
