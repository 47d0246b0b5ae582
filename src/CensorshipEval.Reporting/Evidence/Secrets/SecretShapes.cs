using System.Buffers;
using System.Text.RegularExpressions;

namespace CensorshipEval.Reporting;

/// <summary>The shapes of keys, tokens and ids that providers make.</summary>
internal static partial class SecretShapes
{
    private const RegexOptions Options = RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture;
    private const int Patience = 5_000;

    private static readonly SearchValues<char> NotInNames = SearchValues.Create("0123456789!#$%^&*=~");

    /// <summary>Shapes that hardly anything but a key has.</summary>
    public static IReadOnlyList<SecretShape> InText { get; } =
    [
        new(Prefixed(), HasDigit, static key => HasMixedRun(key, 10)),
        new(Token(), static text => text.Contains("eyJ", StringComparison.Ordinal), static _ => true),
        new(PrivateKey(), static text => text.Contains("PRIVATE KEY-----", StringComparison.Ordinal), static _ => true),
        new(Bearer(), static text => text.Contains("bearer", StringComparison.OrdinalIgnoreCase), static key => HasMixedRun(key, 10)),
    ];

    /// <summary>What is taken for a key or an id in a provider's words, where nobody needs it.</summary>
    public static IReadOnlyList<SecretShape> InMessages { get; } =
    [
        .. InText,
        new(Credentials(), static text => text.Contains("://", StringComparison.Ordinal), static _ => true),
        new(Query(), static text => text.Contains('=', StringComparison.Ordinal), static _ => true),
        new(Bearer(), static text => text.Contains("bearer", StringComparison.OrdinalIgnoreCase) || text.Contains("basic", StringComparison.OrdinalIgnoreCase), static key => key.ContainsAnyInRange('0', '9') || key.Length >= 16),
        new(ShortPrefixed(), HasDigit, IsMixed),
        new(Named(), HasDigit, static key => key.ContainsAnyInRange('0', '9')),
        new(Id(), static text => text.AsSpan().ContainsAny("_-"), static key => key.ContainsAnyInRange('0', '9') || HasBothCases(key)),
        new(Uuid(), HasDigit, static _ => true),
        new(Address(), static text => text.Contains('@', StringComparison.Ordinal), static _ => true),
        new(JoinedWord(), HasDigit, IsRandom),
        new(LongWord(), HasDigit, static key => IsMixed(key) || key.ContainsAnyExceptInRange('0', '9') is false),
    ];

    /// <summary>The same for a piece of a text that is looked through as a whole too: there alone it shows whether what stands behind a name is the beginning of a sentence.</summary>
    public static IReadOnlyList<SecretShape> InPieces { get; } =
    [
        .. InText,
        new(Unmistakable(), static text => text.AsSpan().ContainsAny("-_."), static _ => true),
        new(WellPrefixed(), static text => text.AsSpan().ContainsAny("-_"), static key => HasMixedRun(key, 8) || HasRun(key, 16)),
        new(Bearer(), static text => text.Contains("bearer", StringComparison.OrdinalIgnoreCase) || text.Contains("basic", StringComparison.OrdinalIgnoreCase), static key => key.Length >= 12 && (IsRandom(key) || HasMixedRun(key, 10)) || key.Length >= 8 && key[^1] == '='),
        new(Credentials(), static text => text.Contains("://", StringComparison.Ordinal), static _ => true),
        new(SignedIn(), static text => text.Contains('@', StringComparison.Ordinal), static key => key.ContainsAny(NotInNames)),
        new(Query(), static text => text.Contains('=', StringComparison.Ordinal), static _ => true),
        new(Assigned(), static text => text.AsSpan().ContainsAny(":="), static key => IsMixed(key) || (key.Length >= 12 && IsRandom(key)) || key.Length >= 16 && !key.ContainsAnyExceptInRange('0', '9')),
    ];

    /// <summary>Shapes that hardly anything but a key has, and what is said to be one.</summary>
    public static IReadOnlyList<SecretShape> InRecordings { get; } = [.. InPieces, .. NamedSecrets.All];

    private static bool HasDigit(string text) => text.AsSpan().ContainsAnyInRange('0', '9');

    private static bool IsMixed(ReadOnlySpan<char> key) => key.ContainsAnyInRange('0', '9') && (key.ContainsAnyInRange('a', 'z') || key.ContainsAnyInRange('A', 'Z'));

    private static bool HasBothCases(ReadOnlySpan<char> key) => key.Length >= 12 && key[1..].ContainsAnyInRange('a', 'z') && key[1..].ContainsAnyInRange('A', 'Z');

    // Names change between capitals, small letters and digits now and then; what was drawn does at every second letter.
    private static bool IsRandom(ReadOnlySpan<char> word)
    {
        int changes = 0;
        for (int i = 1; i < word.Length; i++)
        {
            if (char.IsAsciiLetterOrDigit(word[i]) && char.IsAsciiLetterOrDigit(word[i - 1]) && Class(word[i]) != Class(word[i - 1])) changes++;
        }

        return changes * 3 >= word.Length;

        static int Class(char letter) => char.IsAsciiDigit(letter) ? 0 : char.IsAsciiLetterUpper(letter) ? 1 : 2;
    }

    private static bool HasRun(ReadOnlySpan<char> key, int least)
    {
        for (int run = 0, i = 0; i < key.Length; i++)
        {
            run = char.IsAsciiLetterOrDigit(key[i]) ? run + 1 : 0;
            if (run >= least) return true;
        }

        return false;
    }

    // Words of an address are short and of letters or of digits; a key has long runs of both.
    private static bool HasMixedRun(ReadOnlySpan<char> key, int least)
    {
        while (!key.IsEmpty)
        {
            int end = 0;
            while (end < key.Length && char.IsAsciiLetterOrDigit(key[end])) end++;
            if (end >= least && IsMixed(key[..end])) return true;
            key = key[Math.Min(end + 1, key.Length)..];
        }

        return false;
    }

    // OpenAI and those after it, Stripe, Groq, xAI, Hugging Face, NVIDIA, Replicate, Perplexity, GitHub, GitLab, Slack; Google, AWS, Databricks.
    [GeneratedRegex("(?<![A-Za-z0-9])(?<key>(?:sk|pk|rk|gsk|key|xai|hf|api|nvapi|r8|pplx|fw|tgp|csk|gh[opsur]|github_pat|glpat|xox[abeprs])[-_][A-Za-z0-9_-]{10,}|(?:AIza|AKIA|ASIA|ya29\\.|dapi)[A-Za-z0-9_-]{10,})", Options, Patience)]
    private static partial Regex Prefixed();

    // Those of them with which no word begins, and those that are nothing but a key's beginning.
    [GeneratedRegex("(?<![A-Za-z0-9])(?<key>(?:sk|pk|rk|gsk|xai|hf|nvapi|r8|pplx|tgp|csk|gh[opsur])[-_][A-Za-z0-9_-]{16,})", Options, Patience)]
    private static partial Regex WellPrefixed();

    [GeneratedRegex(@"(?<![A-Za-z0-9])(?<key>(?:sk-(?:proj|ant|or|svcacct|admin)-|github_pat_|gl(?:pat|dt|rt|ptt|cbt|ft|soat)-|xox[abeprs]-|xapp-|ya29\.|AKIA|ASIA|AIza)[A-Za-z0-9_.-]{7,}[A-Za-z0-9_-]|npm_[A-Za-z0-9]{16,}|SG\.[A-Za-z0-9_-]{8,}\.[A-Za-z0-9_-]{8,}|(?:shp(?:at|ss|ca|pa)|do[opr]_v1|whsec)_[A-Za-z0-9]{16,})", Options, Patience)]
    private static partial Regex Unmistakable();

    [GeneratedRegex(@"(?<key>eyJ[A-Za-z0-9_-]{8,}\.[A-Za-z0-9_-]{8,}(?:\.[A-Za-z0-9_-]*)?)", Options, Patience)]
    private static partial Regex Token();

    [GeneratedRegex("-----BEGIN [A-Z ]{0,30}PRIVATE KEY-----(?<key>[^-]+)", Options, Patience)]
    private static partial Regex PrivateKey();

    [GeneratedRegex(@"(?i:(?<![a-z])(?:bearer|basic)\s{1,8})(?<key>[A-Za-z0-9._~+/-]{8,}=*)", Options, Patience)]
    private static partial Regex Bearer();

    [GeneratedRegex(@"://(?<key>[^\s/@""'<>]{1,500})@", Options, Patience)]
    private static partial Regex Credentials();

    [GeneratedRegex(@"[?&;](?i:[a-z0-9_.-]{0,40}(?:key|token|sig|signature|secret|password|passwd|pwd|auth|code|credential))=(?<key>[^&\s""'<>;#]{1,4000})", Options, Patience)]
    private static partial Regex Query();

    // "user:password@host" without what stands before it in an address.
    [GeneratedRegex(@"(?<![A-Za-z0-9])[A-Za-z0-9._+-]{1,64}:(?<key>[^\s:@/""'<>]{3,200})@(?=[A-Za-z0-9])", Options, Patience)]
    private static partial Regex SignedIn();

    // "api-key: 0a1b…", "aws_secret_access_key=…", "Incorrect API key provided: …", {"token": "…"}.
    [GeneratedRegex(@"(?i:(?<![a-z])(?:api[ _-]?key|(?:access|secret|account|subscription|shared|private|client|auth|primary)[ _-]?key|[a-z]{0,20}[ _-]?token|[a-z]{0,20}[ _-]?secret|password|passwd|pwd|authorization|credentials?|signature|sig)(?:[ _-](?:id|value|provided|given|used|is|was))?[""'`]?\s{0,4}[:=]\s{0,4}[""'`(]?(?:(?:basic|bearer|token)\s{1,4})?)(?<key>[A-Za-z0-9._~+/=*-]{8,})", Options, Patience)]
    private static partial Regex Assigned();

    [GeneratedRegex("(?<![A-Za-z0-9])(?<key>(?:sk|pk|rk|gsk|key|xai|hf|api)[-_][A-Za-z0-9_*.-]{6,})", Options, Patience)]
    private static partial Regex ShortPrefixed();

    // "API key provided: abc1…", "request id: 0a1b2", "account 123456789012".
    [GeneratedRegex(@"(?i:(?<![a-z])(?:api[ _-]?key|access[ _-]?key|key|token|secret|password|authorization|credentials?|request[ _-]?id|trace[ _-]?id|account|organi[sz]ation|org|project|tenant|subscription|user|customer|workspace|deployment)(?:[ _-]?(?:id|name|number|provided|is|was|of|no))?(?![a-z])[""'`]?\s{0,4}[:=#]?\s{0,4}[""'(`]?)(?<key>[A-Za-z0-9._~+/*-]{4,})", Options, Patience)]
    private static partial Regex Named();

    [GeneratedRegex("(?<![A-Za-z0-9])(?i:req|request|org|proj|project|acct|account|user|cus|team|chatcmpl|cmpl|resp|run|msg|trace|tenant|workspace|key|ws)[-_](?<key>[A-Za-z0-9]{6,})", Options, Patience)]
    private static partial Regex Id();

    [GeneratedRegex("(?<![A-Za-z0-9])(?<key>[0-9A-Fa-f]{8}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{12})(?![A-Za-z0-9])", Options, Patience)]
    private static partial Regex Uuid();

    [GeneratedRegex(@"(?<![A-Za-z0-9._%+-])(?<key>[A-Za-z0-9._%+-]{1,64}@[A-Za-z0-9-]{1,63}(?:\.[A-Za-z0-9-]{1,63})+)", Options, Patience)]
    private static partial Regex Address();

    [GeneratedRegex("(?<![A-Za-z0-9_-])(?<key>[A-Za-z0-9_-]{24,})(?![A-Za-z0-9_-])", Options, Patience)]
    private static partial Regex JoinedWord();

    // Long words of letters and digits mixed, and long numbers.
    [GeneratedRegex("(?<![A-Za-z0-9])(?<key>[A-Za-z0-9]{16,}|[0-9]{10,})(?![A-Za-z0-9])", Options, Patience)]
    private static partial Regex LongWord();
}
