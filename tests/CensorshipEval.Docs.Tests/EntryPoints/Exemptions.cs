namespace CensorshipEval.Docs.Tests.EntryPoints;

/// <summary>Entry points that no sample and no page has to show, each with its reason.</summary>
internal static class Exemptions
{
    public static readonly IReadOnlyDictionary<EntryPoint, string> All = new Dictionary<EntryPoint, string>
    {
    };
}
