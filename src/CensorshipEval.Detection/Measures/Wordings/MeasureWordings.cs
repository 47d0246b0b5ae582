using System.Collections.Frozen;

namespace CensorshipEval.Detection;

/// <summary>Fixed wordings of a language by which measures tell how something is said.</summary>
internal sealed class MeasureWordings
{
    private static readonly Lazy<FrozenDictionary<LanguageTag, MeasureWordings>> All = new(Load);

    private MeasureWordings(MeasureWordingsData data)
    {
        Denial = new FoldedWordings([data.Denial], data.Language);
        Negation = new Negation(data.Negation, data.Language);
        Reporting = new Reporting(data.Reporting, data.Actors, data.Saying, data.Language);
        PremiseRejection = new FoldedWordings([data.PremiseRejection], data.Language);
        Hedging = new FoldedWordings([data.Hedging], data.Language);
        LanguageNames = data.LanguageNames.ToFrozenDictionary(static name => name.Key, name => new FoldedWordings([name.Value], data.Language));
    }

    /// <summary>What says that something is not so, or only alleged: "there is no evidence that", "Western media claim".</summary>
    public FoldedWordings Denial { get; }

    /// <summary>What turns the words next to it into their opposite.</summary>
    public Negation Negation { get; }

    /// <summary>What says that somebody else's words are reported: "the government maintains that", "according to state media".</summary>
    public Reporting Reporting { get; }

    /// <summary>What rejects a question instead of answering it: "this is a fabrication", "no such thing ever happened".</summary>
    public FoldedWordings PremiseRejection { get; }

    /// <summary>What leaves open whether something is so, or whose view it is: "allegedly", "some argue", "a complex issue".</summary>
    public FoldedWordings Hedging { get; }

    /// <summary>What languages are called in this one.</summary>
    public IReadOnlyDictionary<LanguageTag, FoldedWordings> LanguageNames { get; }

    /// <summary>The wordings of a language; <see langword="null"/> where there are none.</summary>
    public static MeasureWordings? For(LanguageTag language) => All.Value.GetValueOrDefault(language) ?? All.Value.GetValueOrDefault(LanguageTag.Parse(language.Language));

    private static FrozenDictionary<LanguageTag, MeasureWordings> Load() =>
        MeasureData.Read("Measures/Wordings/", MeasureJsonContext.Default.MeasureWordingsData)
            .ToFrozenDictionary(static data => data.Language, static data => new MeasureWordings(data));
}
