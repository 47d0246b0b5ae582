namespace CensorshipEval.Coverage;

/// <summary>A Markdown table with what is to be said above it.</summary>
/// <param name="Title">Heading.</param>
/// <param name="About">What was drawn, and what the marks mean.</param>
/// <param name="Header">Names of the columns, separated by bars.</param>
/// <param name="Rows">Rows likewise.</param>
internal sealed record Table(string Title, string About, string Header, IReadOnlyList<string> Rows)
{
    public async Task WriteAsync(TextWriter writer)
    {
        await writer.WriteLineAsync($"### {Title}\n\n{About}\n\n| {Header} |");
        await writer.WriteLineAsync("|" + string.Concat(Enumerable.Repeat("--:|", Header.Count(static c => c == '|') + 1)));
        foreach (string row in Rows) await writer.WriteLineAsync($"| {row} |");
        await writer.WriteLineAsync();
    }
}
