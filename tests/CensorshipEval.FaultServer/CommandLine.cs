using System.Globalization;
using CensorshipEval.Faults.Models;

namespace CensorshipEval.Faults;

/// <summary>The arguments of the program.</summary>
internal static class CommandLine
{
    public const string Usage = """
        Serves simulated models under OpenAI's chat completions on 127.0.0.1, until Ctrl-C.
          --port N             port; 0, the default, for any that is free
          --latency MS         wait before each answer in milliseconds, default 0
          --faults SHARE       share of answers, 0 to 1, in whose place a fault is played, default 0
          --seed N             which of them, default 1
          --api-key-env NAME   environment variable with the key that callers must send; none by default
          --answer plain       one model 'plain' that gives the same answer of some 600 characters in 20 pieces to everything
        """;

    /// <exception cref="FormatException">The arguments cannot be understood.</exception>
    public static ModelServerOptions Parse(IReadOnlyList<string> arguments, Func<string, string?> environment)
    {
        var options = new ModelServerOptions();
        for (int i = 0; i < arguments.Count; i += 2)
        {
            string name = arguments[i];
            string value = i + 1 < arguments.Count ? arguments[i + 1] : throw new FormatException($"{name} without a value, or no option.");
            options = name switch
            {
                "--port" => options with { Port = (int)Number(name, value, 0, 65_535, whole: true) },
                "--latency" => options with { Latency = TimeSpan.FromMilliseconds(Number(name, value, 0, 3_600_000)) },
                "--faults" => options with { Faults = Number(name, value, 0, 1) },
                "--seed" => options with { Seed = (int)Number(name, value, 0, int.MaxValue, whole: true) },
                "--api-key-env" => options with
                {
                    ApiKey = environment(value) is { Length: > 0 } key ? key : throw new FormatException($"--api-key-env: the variable '{value}' is not set."),
                },
                "--answer" when value is "plain" => options with { Plain = true },
                "--answer" => throw new FormatException($"--answer: '{value}', expected 'plain'."),
                _ => throw new FormatException($"There is no option '{name}'."),
            };
        }

        return options;
    }

    private static double Number(string name, string value, double least, double most, bool whole = false) =>
        double.TryParse(value, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out double number) &&
        number >= least && number <= most && (!whole || double.IsInteger(number))
            ? number
            : throw new FormatException(string.Create(CultureInfo.InvariantCulture, $"{name}: '{value}', expected {(whole ? "a whole number" : "a number")} from {least} to {most}."));
}
