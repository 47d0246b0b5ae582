using System.Globalization;

namespace CensorshipEval.Clients;

/// <summary>Gathers what is wrong with options: which one, what was found, what was expected.</summary>
internal sealed class OptionErrors(string owner)
{
    /// <summary>Timers take no more.</summary>
    public static readonly TimeSpan LongestTime = TimeSpan.FromDays(24);

    private readonly List<string> _errors = [];

    public IReadOnlyList<string> All => _errors;

    public void Check(bool isGood, string option, object? found, string expected)
    {
        if (!isGood) _errors.Add($"{owner}.{option} is {Show(found)}; expected {expected}.");
    }

    /// <summary>A time limit: above zero.</summary>
    public void CheckTimeout(TimeSpan time, string option) =>
        Check(time > TimeSpan.Zero && time <= LongestTime, option, time, $"above 0 and at most {LongestTime.TotalDays:0} days");

    public void Add(IEnumerable<string> errors) => _errors.AddRange(errors);

    /// <summary>Throws with every error at once.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is one.</exception>
    public static void Throw(IReadOnlyList<string> errors)
    {
        if (errors.Count > 0) throw new ArgumentOutOfRangeException(paramName: null, string.Join(' ', errors));
    }

    private static string Show(object? found) => found switch
    {
        null => "nothing",
        string text => text.Length == 0 ? "empty" : $"'{text}'",
        TimeSpan time when time == Timeout.InfiniteTimeSpan => "infinite",
        TimeSpan time => string.Create(CultureInfo.InvariantCulture, $"{time.TotalSeconds:0.###} s"),
        IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        _ => found.ToString() ?? "nothing",
    };
}
