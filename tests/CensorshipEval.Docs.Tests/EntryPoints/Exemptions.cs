namespace CensorshipEval.Docs.Tests.EntryPoints;

/// <summary>Entry points that no sample and no page has to show, each with its reason.</summary>
internal static class Exemptions
{
    public static readonly IReadOnlyDictionary<EntryPoint, string> All = new Dictionary<EntryPoint, string>
    {
        [new EntryPoint("CensorshipEval.JurisdictionJsonConverter", EntryPoint.Constructor)] = "System.Text.Json makes it, by the attribute on Jurisdiction.",
        [new EntryPoint("CensorshipEval.LanguageTagJsonConverter", EntryPoint.Constructor)] = "System.Text.Json makes it, by the attribute on LanguageTag.",
        [new EntryPoint("CensorshipEval.Testing.ScriptedAnswer", "ToScriptedAnswer")] = "The conversion's name for languages without conversions; it is used as the conversion.",
        [new EntryPoint("CensorshipEval.Testing.StatedFact", "ToStatedFact")] = "The conversion's name for languages without conversions; it is used as the conversion.",
    };
}
