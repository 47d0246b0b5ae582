using System.Diagnostics;

namespace CensorshipEval.Clients;

/// <summary>Where and how an OpenAI-compatible endpoint is called.</summary>
public sealed record OpenAICompatibleOptions
{
    private const long MostAnswerBytes = 1L << 30;

    /// <summary>
    /// Base address up to the version (<c>https://api.example.com/v1</c>), or the full address of the chat completions
    /// (anything whose path ends in <c>/chat/completions</c>, with its query: Azure OpenAI's deployments).
    /// </summary>
    public required Uri Endpoint { get; init; }

    /// <summary>Model asked for when a call names none.</summary>
    public required string Model { get; init; }

    /// <summary>
    /// The key; <see langword="null"/> (the default) for endpoints without one. Printable ASCII, since it is sent in a header. It appears nowhere
    /// else: what a server quotes of it is replaced by <c>[key]</c>, in errors most of it and in any case too. Where a server wants none, a word stands in for it (letters alone, fewer than
    /// 20, or anything shorter than 8): that means itself in answers, and is replaced in errors only.
    /// </summary>
    [DebuggerBrowsable(DebuggerBrowsableState.Never)]
    public string? ApiKey { get; init; }

    /// <summary>Header for the key. Default <c>Authorization</c>, as a bearer token; Azure OpenAI's is <c>api-key</c>.</summary>
    public string ApiKeyHeader { get; init; } = "Authorization";

    /// <summary>Name of the request's field for the most output tokens. Default <c>max_tokens</c>; newer OpenAI models want <c>max_completion_tokens</c>.</summary>
    public string MaxTokensField { get; init; } = "max_tokens";

    /// <summary>Whether a streamed request asks for usage (<c>stream_options</c>). Default yes; a few servers refuse the field.</summary>
    public bool AskForUsage { get; init; } = true;

    /// <summary>Whether text between <c>&lt;think&gt;</c> and <c>&lt;/think&gt;</c> at the beginning of an answer is its reasoning. Default yes.</summary>
    public bool SeparateThinking { get; init; } = true;

    /// <summary>
    /// What stands between the client and the models: a gateway that falls back to another model would measure that one instead, so it is told not
    /// to, where it can be. Default <see cref="ModelGateway.Detect"/>. Headers that tell of a fallback are read whatever is set here.
    /// </summary>
    public ModelGateway Gateway { get; init; }

    /// <summary>Largest answer that is read, in bytes after unpacking, 1 to 1 GiB. Default 16 MiB.</summary>
    public long MaxAnswerBytes { get; init; } = 16L << 20;

    /// <summary>The options without the key.</summary>
    public override string ToString() => $"{Model} at {Address}";

    /// <summary>What is wrong with these options, all of it; empty when nothing is. No message quotes the key.</summary>
    public IReadOnlyList<string> Validate()
    {
        var errors = new OptionErrors(nameof(OpenAICompatibleOptions));
        errors.Check(Endpoint is { IsAbsoluteUri: true, Scheme: "http" or "https" }, nameof(Endpoint), Shown(Endpoint), "an absolute address with http or https");
        errors.Check(!string.IsNullOrWhiteSpace(Model), nameof(Model), Model, "the name of a model");
        errors.Check(ApiKey is not "", nameof(ApiKey), "", "a key, or null for an endpoint without one");
        errors.Check(ApiKey is null || ApiKey.All(static c => c is >= ' ' and <= '~'), nameof(ApiKey), new Hidden("not shown, and holds a line break or a character that no header can carry"), "printable ASCII (was a line break read with it from a file?)");
        errors.Check(ApiKey is null || ApiKey.Length == ApiKey.Trim(' ').Length, nameof(ApiKey), new Hidden("not shown, and begins or ends with a space"), "none around it");
        errors.Check(IsToken(ApiKeyHeader), nameof(ApiKeyHeader), ApiKeyHeader, "the name of a header");
        errors.Check(!string.IsNullOrWhiteSpace(MaxTokensField), nameof(MaxTokensField), MaxTokensField, "the name of a field");
        errors.Check(Enum.IsDefined(Gateway), nameof(Gateway), (int)Gateway, "a value that the enumeration has");
        errors.Check(MaxAnswerBytes is >= 1 and <= MostAnswerBytes, nameof(MaxAnswerBytes), MaxAnswerBytes, $"1 to {MostAnswerBytes} bytes");
        return errors.All;
    }

    private static string Shown(Uri? endpoint) =>
        endpoint is null ? "" : endpoint.IsAbsoluteUri ? $"{endpoint.Scheme}://…" : "a relative address";

    private static bool IsToken(string? name) =>
        !string.IsNullOrEmpty(name) && name.All(static c => char.IsAsciiLetterOrDigit(c) || "!#$%&'*+-.^_`|~".Contains(c, StringComparison.Ordinal));

    private readonly record struct Hidden(string What)
    {
        public override string ToString() => What;
    }

    /// <summary>The address without what may hold a secret: user, query and fragment.</summary>
    internal string Address => Endpoint.GetComponents(UriComponents.SchemeAndServer | UriComponents.Path, UriFormat.UriEscaped);
}
