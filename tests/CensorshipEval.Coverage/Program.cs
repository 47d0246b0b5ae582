using System.Globalization;
using CensorshipEval.Coverage;

const string usage = """
    Coverage [--audits 2000] [--grid rates|indices|gaps|pooled|corrected|sequential|assertions]... [--markdown FILE]
    Coverage speechmap --data FILE
    """;

string? Value(string name) => Array.IndexOf(args, name) is >= 0 and var at && at + 1 < args.Length ? args[at + 1] : null;
if (args.Contains("--help", StringComparer.Ordinal))
{
    Console.WriteLine(usage);
    return 0;
}

if (args is ["speechmap", ..])
{
    if (Value("--data") is not { } file)
    {
        await Console.Error.WriteLineAsync(usage);
        return 2;
    }

    await SpeechMap.ShowAsync(file, Console.Out);
    return 0;
}

string[] known = ["rates", "indices", "gaps", "pooled", "corrected", "sequential", "assertions"];
string[] asked = [.. args.Index().Where(one => one.Index > 0 && args[one.Index - 1] == "--grid").Select(static one => one.Item)];
if (asked.Except(known, StringComparer.Ordinal).Any() || !int.TryParse(Value("--audits") ?? "2000", CultureInfo.InvariantCulture, out int audits) || audits < 1)
{
    await Console.Error.WriteLineAsync(usage);
    return 2;
}

TextWriter writer = Value("--markdown") is { } path ? new StreamWriter(path) : Console.Out;
await using (writer)
{
    foreach (string grid in asked is [] ? known : asked)
    {
        Table table = grid switch
        {
            "rates" => RateGrid.Run(audits),
            "indices" => IndexGrid.RunIndices(audits),
            "gaps" => IndexGrid.RunGaps(audits),
            "pooled" => PooledGrid.Run(audits),
            "corrected" => CorrectedGrid.Run(audits),
            "assertions" => await AssertionGrid.RunAsync(audits),
            _ => SequentialGrid.Run(audits),
        };
        await table.WriteAsync(writer);
        await writer.FlushAsync();
    }
}

return 0;
