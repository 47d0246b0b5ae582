using System.Globalization;

namespace CensorshipEval.Reporting.Terminal;

/// <summary>The words of a line of progress, and which of them go first where there is no room.</summary>
internal static class RunLine
{
    private const int LongestNote = 120;
    private const int LongestCurrency = 12;

    public static string Of(RunProgressSnapshot run, int width, string? note)
    {
        string kinds = Kinds(run);
        // In the order of the line, each with what it is worth; the bare count of the withheld stands in for the detailed one.
        List<(int Worth, string Text)> parts =
        [
            (10, $"{Number(run.Done)} of {Number(run.Planned)} trials"),
            (9, $"{Number(run.Withheld)} withheld{kinds}"),
            (8, $"{Number(run.FailedInTransport)} failed"),
        ];
        if (run.MissingOtherwise > 0) parts.Add((3, $"{Number(run.MissingOtherwise)} not judged"));
        if (run.TrialsPerSecond is { } rate) parts.Add((4, Rate(rate)));
        if (run.Done < run.Planned) parts.Add((7, run.Remaining is { } left ? $"{Duration(left)} left" : "time left unknown"));
        if (run.Spent is { } spent) parts.Add((6, Cost(spent, run)));
        if (!string.IsNullOrWhiteSpace(note)) parts.Add((1, TerminalText.Cut(VisibleText.Of(note), LongestNote)));

        while (true)
        {
            string line = string.Join(", ", parts.Select(static part => part.Text));
            if (TerminalText.Width(line) <= width) return line;
            int least = parts.MinBy(static part => part.Worth).Worth;
            // The kinds of withholding are worth more than what could not be judged, and less than the rate.
            if (least > 3 && kinds.Length > 0)
            {
                parts = [.. parts.Select(part => part.Worth == 9 ? (9, $"{Number(run.Withheld)} withheld") : part)];
                kinds = "";
            }
            else if (parts.Count > 1)
            {
                parts.RemoveAll(part => part.Worth == least);
            }
            else
            {
                return TerminalText.Cut(TerminalText.Width(line) <= width ? line : $"{Number(run.Done)}/{Number(run.Planned)}", width);
            }
        }
    }

    private static string Kinds(RunProgressSnapshot run)
    {
        string[] kinds =
        [
            .. new (long Count, string Name)[] { (run.InputBlocked, "blocked"), (run.OutputBlocked, "cut off"), (run.Retracted, "withdrawn"), (run.Refused, "refused") }
                .Where(static kind => kind.Count > 0).Select(static kind => $"{Number(kind.Count)} {kind.Name}"),
        ];
        return kinds.Length == 0 ? "" : $" ({string.Join(", ", kinds)})";
    }

    private static string Rate(double perSecond) => perSecond switch
    {
        >= 9.95 => string.Create(CultureInfo.InvariantCulture, $"{perSecond:#,0}/s"),
        >= 0.95 => string.Create(CultureInfo.InvariantCulture, $"{perSecond:0.0}/s"),
        >= 0.95 / 60 => string.Create(CultureInfo.InvariantCulture, $"{perSecond * 60:0}/min"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{perSecond * 3600:0.#}/h"),
    };

    // Rounded up, so that it never says that nothing is left.
    private static string Duration(TimeSpan time)
    {
        long seconds = (long)Math.Max(1, Math.Ceiling(time.TotalSeconds));
        if (seconds < 60) return $"{seconds} s";
        long minutes = (seconds + 59) / 60;
        if (minutes < 60) return $"{minutes} min";
        return minutes < 48 * 60 ? $"{minutes / 60} h {minutes % 60} min" : string.Create(CultureInfo.InvariantCulture, $"{minutes / 1440:#,0} d {minutes % 1440 / 60} h");
    }

    private static string Cost(decimal spent, RunProgressSnapshot run)
    {
        string of = run.ExpectedCost is { } expected && expected > spent ? $" of about {Amount(expected)}" : "";
        return $"{Amount(spent)}{of} {TerminalText.Cut(VisibleText.Of(run.Currency), LongestCurrency)}".TrimEnd();
    }

    private static string Amount(decimal amount) => amount.ToString("#,0.00##", CultureInfo.InvariantCulture);

    private static string Number(long number) => number.ToString("#,0", CultureInfo.InvariantCulture);
}
