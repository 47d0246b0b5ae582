using System.Globalization;

namespace CensorshipEval.Benchmarks.Http;

/// <summary>What the benchmarks over HTTP take from the command line.</summary>
internal sealed record HttpOptions
{
    /// <summary>Prompts in all, or in a round.</summary>
    public int Prompts { get; init; } = 5_000;

    /// <summary>Calls in flight.</summary>
    public int Concurrency { get; init; } = 50;

    /// <summary>The server's wait before each answer, in milliseconds.</summary>
    public int Latency { get; init; } = 20;

    /// <summary>Pairs of rounds.</summary>
    public int Pairs { get; init; } = 12;

    public static HttpOptions Parse(ReadOnlySpan<string> arguments, HttpOptions defaults)
    {
        HttpOptions options = defaults;
        if (arguments is [var count, ..] && !count.StartsWith('-'))
        {
            options = options with { Prompts = Number(count) };
            arguments = arguments[1..];
        }

        for (; arguments is [var name, var value, ..]; arguments = arguments[2..])
        {
            options = name switch
            {
                "--prompts" => options with { Prompts = Number(value) },
                "--concurrency" => options with { Concurrency = Number(value) },
                "--latency" => options with { Latency = Number(value) },
                "--pairs" => options with { Pairs = Number(value) },
                _ => throw new ArgumentException($"There is no option '{name}'."),
            };
        }

        return arguments.IsEmpty ? options : throw new ArgumentException($"'{arguments[0]}' without a value.");
    }

    private static int Number(string text) => int.Parse(text, NumberStyles.None, CultureInfo.InvariantCulture);
}
