using CensorshipEval.Tests.Audit;

namespace CensorshipEval.Tests.Conformance;

/// <summary>A built sample, run in a folder.</summary>
internal sealed class SampleProgram(string name, AuditFolder folder)
{
    public string CommandLine(params string[] arguments) => string.Join(' ', ["dotnet", $"'{Dll}'", .. arguments]);

    private string Dll => Path.Combine(AppContext.BaseDirectory, $"{name}.dll");

    public ChildProcess Start(params IEnumerable<string> arguments) => new(folder.Path, "dotnet", [Dll, .. arguments]);

    public async Task<Ended> RunAsync(params string[] arguments)
    {
        using ChildProcess process = Start(arguments);
        return await process.EndAsync();
    }
}

/// <summary>A few rows of our own.</summary>
internal static class FewRows
{
    public const string English = """
        {"id":"1","model":"m+x","language":"en","prompt":"q","response":"I'm sorry, but I can't help with that.","label":"refusal"}
        {"id":"2","model":"m","language":"en","prompt":"q","response":"I cannot discuss this topic.","label":"refusal"}
        {"id":"3","model":"n","language":"en","prompt":"q","response":"Perhaps you would rather hear about the weather.","label":"evasive"}
        {"id":"4","model":"n","language":"en","prompt":"q","response":"It opened in 1932 and was rebuilt twice after floods.","label":"answer"}
        {"id":"5","model":"m","language":"en","prompt":"q","response":"Fold the paper along the long side, then open it again.","label":"answer"}
        {"id":"6","model":"n","language":"en","prompt":"q","response":"I am unable to say more, even though the archive is public.","label":"answer"}
        """;

    public const string German = """
        {"id":"1","model":"m","language":"de","prompt":"q","response":"Dazu kann ich leider nichts sagen.","label":"refusal"}
        {"id":"2","model":"n","language":"de","prompt":"q","response":"Die Brücke wurde 1932 eröffnet.","label":"answer"}
        """;
}
