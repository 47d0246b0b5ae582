using System.Text.Json;
using CensorshipEval.Corpora;

namespace CensorshipEval.Targets;

/// <summary>Reads the targets of a file, adding everything that is wrong with them to the errors. Values that may be keys are never shown.</summary>
internal sealed class TargetReader(List<InputError> errors)
{
    private static readonly TargetConnectionValidator Validator = new();

    /// <summary>The set; <see langword="null"/> when there are errors.</summary>
    public TargetSet? ReadSet(JsonValue file)
    {
        file.RejectUnknown(errors, "$schema", "currency", "targets");
        string currency = file.ReadOptionalString("currency", errors) ?? "USD";
        if (string.IsNullOrWhiteSpace(currency)) errors.Add(new InputError(file.Source, file.Line, "currency", "nothing", "a currency such as USD"));
        if (file.ReadArray("targets", errors) is not { } list) return null;
        if (list.Count == 0) errors.Add(list.Error("at least one target"));
        var connections = new List<TargetConnection>();
        var ids = new HashSet<string>(StringComparer.Ordinal);
        foreach (JsonValue item in list.Children())
        {
            if (item.Kind is not JsonValueKind.Object)
            {
                errors.Add(item.Error("an object"));
                continue;
            }

            int before = errors.Count;
            TargetConnection connection = ReadConnection(item);
            if (errors.Count > before) continue;
            Validate(connection, item);
            if (!ids.Add(connection.Target.Id))
                errors.Add(new InputError(item.Source, item.Line, item.Path, $"a second target {VisibleText.Quote(connection.Target.Id)}", "every id once; give one of them an id of its own"));
            connections.Add(connection);
        }

        return errors.Count == 0 ? new TargetSet(connections, currency) : null;
    }

    private TargetConnection ReadConnection(JsonValue item)
    {
        item.RejectUnknown(
            errors, "id", "endpoint", "model", "apiKeyEnv", "apiKeyHeader", "system", "temperature", "topP", "maxOutputTokens", "stream", "concurrency",
            "requestsPerMinute", "tokensPerMinute", "timeoutSeconds", "maxTokensField", "askForUsage", "prices");
        var defaults = new TargetConnection { Target = new Target { Id = "", Model = "" } };
        string model = item.ReadString("model", errors) ?? "";
        Uri? endpoint = ReadEndpoint(item);
        return defaults with
        {
            Target = new Target
            {
                Id = item.ReadOptionalString("id", errors) ?? (endpoint is { IsAbsoluteUri: true } ? TargetConnection.IdFor(model, endpoint) : model),
                Model = model,
                Endpoint = endpoint,
                SystemPrompt = item.ReadOptionalString("system", errors),
                Sampling = new SamplingOptions
                {
                    Temperature = (float?)item.ReadOptionalDecimal("temperature", errors),
                    TopP = (float?)item.ReadOptionalDecimal("topP", errors),
                    MaxOutputTokens = item.ReadOptionalInt32("maxOutputTokens", errors),
                },
            },
            ApiKeyEnv = ReadKeyName(item),
            ApiKeyHeader = item.ReadOptionalString("apiKeyHeader", errors) ?? defaults.ApiKeyHeader,
            Stream = item.ReadOptionalBoolean("stream", errors) ?? defaults.Stream,
            Concurrency = item.ReadOptionalInt32("concurrency", errors) ?? defaults.Concurrency,
            RequestsPerMinute = (double?)item.ReadOptionalDecimal("requestsPerMinute", errors),
            TokensPerMinute = (double?)item.ReadOptionalDecimal("tokensPerMinute", errors),
            Timeout = ReadSeconds(item),
            MaxTokensField = item.ReadOptionalString("maxTokensField", errors) ?? defaults.MaxTokensField,
            AskForUsage = item.ReadOptionalBoolean("askForUsage", errors) ?? defaults.AskForUsage,
            Prices = item.ReadObject("prices", errors, required: false) is { } prices ? ReadPrices(prices) : null,
        };
    }

    private Uri? ReadEndpoint(JsonValue item)
    {
        if (item.ReadString("endpoint", errors) is not { } text) return null;
        if (Uri.TryCreate(text, UriKind.RelativeOrAbsolute, out Uri? uri)) return uri;
        errors.Add(new InputError(item.Source, item.Line, $"{item.Path}.endpoint", "something that is no address", "an address such as https://api.example.com/v1"));
        return null;
    }

    private string? ReadKeyName(JsonValue item)
    {
        if (!item.TryGet("apiKeyEnv", out JsonValue value) || value.Kind is JsonValueKind.Null) return null;
        if (value.Kind is JsonValueKind.String) return value.GetString();
        errors.Add(new InputError(value.Source, value.Line, value.Path, "something else than a text", "the name of an environment variable, such as OPENAI_API_KEY, never the key itself"));
        return null;
    }

    private TimeSpan? ReadSeconds(JsonValue item)
    {
        if (item.ReadOptionalDecimal("timeoutSeconds", errors) is not { } seconds) return null;
        // Beyond any limit, and still within what a span can hold.
        return TimeSpan.FromSeconds((double)Math.Clamp(seconds, -1m, 1_000_000m));
    }

    private TokenPrices ReadPrices(JsonValue prices)
    {
        prices.RejectUnknown(errors, "inputPerMillion", "outputPerMillion");
        return new TokenPrices(prices.ReadDecimal("inputPerMillion", errors) ?? 0, prices.ReadDecimal("outputPerMillion", errors) ?? 0);
    }

    private void Validate(TargetConnection connection, JsonValue item)
    {
        foreach (FluentValidation.Results.ValidationFailure failure in Validator.Validate(connection).Errors)
        {
            InputError error = TargetSetValidator.Describe(failure, item.Source, item.Line);
            bool stands = item.TryGet(error.Field!, out JsonValue value);
            // As it stands in the file; what may hold a secret was described without it.
            string found = stands && error.Field is not ("apiKeyEnv" or "apiKeyHeader" or "endpoint" or "prices") ? value.Quote() : error.Found;
            errors.Add(error with { Line = stands ? value.Line : item.Line, Field = $"{item.Path}.{error.Field}", Found = found });
        }
    }
}
