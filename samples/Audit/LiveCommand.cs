using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using CensorshipEval.Targets;
using static CensorshipEval.Samples.Audit.OptionValues;

namespace CensorshipEval.Samples.Audit;

/// <summary>The options that name live models.</summary>
internal static class LiveCommand
{
    private static readonly Option<string> Endpoint = new("--endpoint") { HelpName = "URL", Description = "Ask live models at this OpenAI-compatible address, such as https://api.example.com/v1." };

    private static readonly Option<string[]> Model = new("--model") { HelpName = "NAME", Description = "A model at the endpoint. May be given several times." };

    private static readonly Option<string> ApiKeyEnv = new("--api-key-env") { HelpName = "VAR", Description = "The environment variable that holds the endpoint's key. Never the key itself." };

    private static readonly Option<string> ApiKeyHeader = new("--api-key-header") { HelpName = "NAME", Description = "Header for the key. Default Authorization, as a bearer token; Azure OpenAI wants api-key." };

    private static readonly Option<string> System = new("--system") { HelpName = "TEXT", Description = "System prompt. None is sent by default." };

    private static readonly Option<decimal?> Temperature = Real("--temperature", 0, 2, "Sampling temperature. By default the provider's own.");

    private static readonly Option<int?> MaxOutputTokens = Number("--max-output-tokens", 1, int.MaxValue, "Most tokens of an answer. By default the provider's own.");

    private static readonly Option<decimal?> RequestsPerMinute = Real("--requests-per-minute", 0.001m, 10_000_000, "Requests a minute to the endpoint. Default: no limit.");

    private static readonly Option<decimal?> TokensPerMinute = Real("--tokens-per-minute", 1, 1_000_000_000_000, "Tokens a minute to the endpoint, requests and answers together. Default: no limit.");

    private static readonly Option<decimal?> TimeoutSeconds = Real("--timeout", 0.001m, 86_400, "Longest silence: to the first piece of an answer and between two. Default 60 (without streaming 120, to its end).", "SECONDS");

    private static readonly Option<bool> NoStream = new("--no-stream") { Description = "Ask for whole answers. What is shown and then withdrawn cannot be seen then." };

    private static readonly Option<string> Prices = new("--prices") { HelpName = "IN,OUT", Description = "Prices of a million tokens of requests and of answers, such as 0.27,1.10 (USD). With it, costs are told." };

    public static readonly Option<string> TargetsFile = new("--targets") { HelpName = "FILE.json", Description = "Ask the live models of this file, at one or several endpoints." };

    private static readonly Option<decimal?> MaxCost = Real("--max-cost", 0, 1_000_000_000, "Stop before the costs exceed this. Needs prices.", "AMOUNT");

    private static readonly Option<int?> Sentinels = Number("--sentinels", 0, 1_000, "Repeat six prompts so often through the run, 0 or at least 2, so that a change of a model shows. Default 8 from 300 prompts on, else 0.");

    private static readonly Option<bool> Yes = new("--yes") { Description = "Do not ask before the first call to a live model." };

    private static readonly Option[] OfEndpoint =
        [Model, ApiKeyEnv, ApiKeyHeader, System, Temperature, MaxOutputTokens, RequestsPerMinute, TokensPerMinute, TimeoutSeconds, NoStream, Prices];

    // What a target is told to be, and by which option.
    private static readonly Dictionary<string, Option> OptionOfField = new(StringComparer.Ordinal)
    {
        ["endpoint"] = Endpoint, ["model"] = Model, ["id"] = Model, ["apiKeyEnv"] = ApiKeyEnv, ["apiKeyHeader"] = ApiKeyHeader, ["system"] = System,
    };

    public static void AddTo(RootCommand command)
    {
        foreach (Option option in (Option[])[Endpoint, .. OfEndpoint, TargetsFile, MaxCost, Sentinels, Yes]) command.Options.Add(option);
    }

    public static LiveOptions Read(ParseResult result, int? concurrency, List<InputError> errors)
    {
        string? file = Text(result, TargetsFile, errors);
        string? endpoint = Text(result, Endpoint, errors);
        if (file is not null && endpoint is not null) errors.Add(new InputError("--targets, --endpoint", null, null, "both of them", "one of them"));
        if (endpoint is null)
        {
            errors.AddRange(OfEndpoint.Where(option => result.GetResult(option) is { Implicit: false })
                .Select(option => new InputError(option.Name, null, null, file is null ? "no --endpoint" : "--targets", file is null ? "--endpoint beside it" : "it in the targets file")));
        }

        return new LiveOptions
        {
            TargetsFile = file,
            Targets = endpoint is null || file is not null ? null : ReadTargets(result, endpoint, concurrency, errors),
            MaxCost = result.GetValue(MaxCost),
            Sentinels = ReadSentinels(result, errors),
            Yes = result.GetValue(Yes),
            Arguments = [.. Arguments(result)],
        };
    }

    private static TargetSet? ReadTargets(ParseResult result, string endpoint, int? concurrency, List<InputError> errors)
    {
        string[] models = [.. (result.GetValue(Model) ?? []).Distinct(StringComparer.Ordinal)];
        if (models.Length == 0) errors.Add(new InputError(Model.Name, null, null, "nothing", "a model at the endpoint, such as --model some-model"));
        if (!Uri.TryCreate(endpoint, UriKind.RelativeOrAbsolute, out Uri? uri))
        {
            errors.Add(new InputError(Endpoint.Name, null, null, $"'{VisibleText.Of(endpoint)}'", "an address such as https://api.example.com/v1"));
            return null;
        }

        TokenPrices? prices = ReadPrices(Text(result, Prices, errors), errors);
        if (models.Length == 0) return null;
        try
        {
            return new TargetSet([.. models.Select(model => new TargetConnection
            {
                Target = new Target
                {
                    Id = uri.IsAbsoluteUri && model.Length > 0 ? TargetConnection.IdFor(model, uri) : model,
                    Model = model,
                    Endpoint = uri,
                    SystemPrompt = Text(result, System, errors),
                    Sampling = new SamplingOptions { Temperature = (float?)result.GetValue(Temperature), MaxOutputTokens = result.GetValue(MaxOutputTokens) },
                },
                ApiKeyEnv = Text(result, ApiKeyEnv, errors),
                ApiKeyHeader = Text(result, ApiKeyHeader, errors) ?? "Authorization",
                Stream = !result.GetValue(NoStream),
                Concurrency = concurrency ?? 4,
                RequestsPerMinute = (double?)result.GetValue(RequestsPerMinute),
                TokensPerMinute = (double?)result.GetValue(TokensPerMinute),
                Timeout = result.GetValue(TimeoutSeconds) is { } seconds ? TimeSpan.FromSeconds((double)seconds) : null,
                Prices = prices,
            })]);
        }
        catch (InputException exception)
        {
            // Once, however many models share the mistake.
            errors.AddRange(exception.Errors.Select(static error => error with { Source = OptionOf(error.Field), Field = null }).Distinct());
            return null;
        }
    }

    private static string OptionOf(string? field) =>
        field is not null && OptionOfField.TryGetValue(field[(field.LastIndexOf('.') + 1)..], out Option? option) ? option.Name : $"--endpoint ({field})";

    private static int? ReadSentinels(ParseResult result, List<InputError> errors)
    {
        int? repeats = result.GetValue(Sentinels);
        if (repeats == 1) errors.Add(new InputError(Sentinels.Name, null, null, "'1'", "0 or at least 2"));
        return repeats;
    }

    private static TokenPrices? ReadPrices(string? text, List<InputError> errors)
    {
        if (text is null) return null;
        string[] parts = text.Split(',');
        if (parts.Length == 2 && TryPrice(parts[0], out decimal input) && TryPrice(parts[1], out decimal output)) return new TokenPrices(input, output);
        errors.Add(new InputError(Prices.Name, null, null, $"'{VisibleText.Of(text)}'", "two prices of a million tokens, requests first, such as 0.27,1.10"));
        return null;
    }

    private static bool TryPrice(string text, out decimal price) =>
        decimal.TryParse(text, NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingWhite | NumberStyles.AllowTrailingWhite, CultureInfo.InvariantCulture, out price);

    private static IEnumerable<(string Option, string? Value)> Arguments(ParseResult result)
    {
        foreach (Option option in (Option[])[Endpoint, .. OfEndpoint, TargetsFile, MaxCost, Sentinels, Yes])
        {
            if (result.GetResult(option) is not { Implicit: false } given) continue;
            // What shapes the plan is stored with the run.
            if (option == Sentinels) continue;
            if (option is Option<bool>) yield return (option.Name, null);
            foreach (Token token in given.Tokens) yield return (option.Name, token.Value);
        }
    }
}
