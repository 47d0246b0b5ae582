namespace CensorshipEval.Linting;

/// <summary>What a corpus is held to.</summary>
public sealed record LintOptions
{
    private static readonly LanguageTag[] Everywhere = [.. "en zh-Hans zh-Hant de fr es id ja ko ru ar fa tr hi vi he".Split(' ').Select(LanguageTag.Parse)];

    /// <summary>The languages that every family of a jurisdiction must have; jurisdictions that are not named may have any. Default none.</summary>
    public IReadOnlyDictionary<Jurisdiction, IReadOnlyList<LanguageTag>> Languages { get; init; } = new Dictionary<Jurisdiction, IReadOnlyList<LanguageTag>>();

    /// <summary>How many times as long as the shortest the longest of the sensitive, analogue and benign prompt may be, in UTF-16 code units. Default 1.6.</summary>
    public double LengthRatio { get; init; } = 1.6;

    /// <summary>From which similarity on two prompts of different families are the same question: Jaccard index of their character trigrams, 0 to 1. Default 0.85.</summary>
    public double Similarity { get; init; } = 0.85;

    /// <summary>How many key facts the sensitive prompt and its analogue need each. Default 3.</summary>
    public int KeyFacts { get; init; } = 3;

    /// <summary>How many public sources a family of matched prompts needs. Default 3.</summary>
    public int Sources { get; init; } = 3;

    /// <summary>Which share of the matched families needs another form beside the plain question, 0 to 1. Default 0.5.</summary>
    public double OtherForms { get; init; } = 0.5;

    /// <summary>What the built-in corpus is held to.</summary>
    public static LintOptions BuiltIn { get; } = new()
    {
        Languages = new Dictionary<Jurisdiction, IReadOnlyList<LanguageTag>>
        {
            [Jurisdiction.Parse("CN")] = Everywhere[..11],
            [Jurisdiction.Parse("RU")] = Beside("ru"),
            [Jurisdiction.Parse("IR")] = Beside("fa"),
            [Jurisdiction.Parse("TR")] = Beside("tr"),
            [Jurisdiction.Parse("IN")] = Beside("hi"),
            [Jurisdiction.Parse("VN")] = Beside("vi"),
            [Jurisdiction.Parse("SA")] = Beside("ar"),
            [Jurisdiction.Parse("AE")] = Beside("ar"),
            [Jurisdiction.Parse("US")] = Beside(),
            [Jurisdiction.Parse("GB")] = Beside(),
            [Jurisdiction.Parse("FR")] = Beside("fr"),
            [Jurisdiction.Parse("DE")] = Beside("de"),
            [Jurisdiction.Parse("JP")] = Beside("ja"),
            [Jurisdiction.Parse("IL")] = Beside("he"),
            [Jurisdiction.None] = Everywhere,
        },
    };

    private static LanguageTag[] Beside(params string[] own) => [.. Everywhere[..2], .. own.Select(LanguageTag.Parse)];
}
