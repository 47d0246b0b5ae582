using System.Globalization;
using CensorshipEval.Reporting.Terminal;
using FsCheck;
using FsCheck.Fluent;

namespace CensorshipEval.Reporting.Tests.Terminal;

public sealed class RunLineTests
{
    private static readonly RunProgressSnapshot Run = new()
    {
        Planned = 11_204, Done = 1_234, Stored = 0, Elapsed = TimeSpan.FromMinutes(2), TrialsPerSecond = 8.24, Remaining = TimeSpan.FromSeconds(1_210),
        InputBlocked = 3, OutputBlocked = 0, Retracted = 1, Refused = 36, FailedInTransport = 2, MissingOtherwise = 5, Spent = 1.2m, ExpectedCost = 10.5m, Currency = "USD",
    };

    [Theory]
    [InlineData(200, "1,234 of 11,204 trials, 40 withheld (3 blocked, 1 withdrawn, 36 refused), 2 failed, 5 not judged, 8.2/s, 21 min left, 1.20 of about 10.50 USD, 4 retries")]
    [InlineData(142, "1,234 of 11,204 trials, 40 withheld (3 blocked, 1 withdrawn, 36 refused), 2 failed, 5 not judged, 8.2/s, 21 min left, 1.20 of about 10.50 USD")]
    [InlineData(128, "1,234 of 11,204 trials, 40 withheld (3 blocked, 1 withdrawn, 36 refused), 2 failed, 8.2/s, 21 min left, 1.20 of about 10.50 USD")]
    [InlineData(100, "1,234 of 11,204 trials, 40 withheld, 2 failed, 8.2/s, 21 min left, 1.20 of about 10.50 USD")]
    [InlineData(80, "1,234 of 11,204 trials, 40 withheld, 2 failed, 21 min left")]
    [InlineData(50, "1,234 of 11,204 trials, 40 withheld, 2 failed")]
    [InlineData(25, "1,234 of 11,204 trials")]
    [InlineData(14, "1,234/11,204")]
    [InlineData(5, "1,23…")]
    [InlineData(1, "…")]
    public void The_least_needed_goes_first(int width, string line) => Run.ToLine(width, "4 retries").ShouldBe(line);

    [Theory]
    [InlineData(0.2, "1 s left")]
    [InlineData(59.5, "1 min left")]
    [InlineData(3_599, "1 h 0 min left")]
    [InlineData(3_661, "1 h 2 min left")]
    [InlineData(86_400 * 3.5, "3 d 12 h left")]
    public void What_is_left_is_told_in_the_units_of_people(double seconds, string left) => (Run with { Remaining = TimeSpan.FromSeconds(seconds) }).ToLine(200).ShouldContain($", {left}, ");

    [Theory]
    [InlineData(4_318.4, "4,318/s")]
    [InlineData(9.97, "10/s")]
    [InlineData(0.5, "30/min")]
    [InlineData(0.001, "3.6/h")]
    public void So_is_the_rate(double perSecond, string rate) => (Run with { TrialsPerSecond = perSecond }).ToLine(200).ShouldContain($", {rate}, ");

    [Fact]
    public void What_is_not_known_is_called_so_and_what_is_done_has_no_time_left()
    {
        (Run with { TrialsPerSecond = null, Remaining = null, Spent = null, ExpectedCost = null, Currency = null, MissingOtherwise = 0 }).ToLine(200)
            .ShouldBe("1,234 of 11,204 trials, 40 withheld (3 blocked, 1 withdrawn, 36 refused), 2 failed, time left unknown");
        (Run with { Done = 11_204, Remaining = TimeSpan.Zero }).ToLine(200).ShouldNotContain("left");
    }

    [Fact]
    public void Foreign_words_draw_nothing_and_never_take_more_columns_than_there_are() => Prop.ForAll(
        ArbMap.Default.ArbFor<string?>(), ArbMap.Default.ArbFor<string?>(), ArbMap.Default.ArbFor<PositiveInt>(), (note, currency, width) =>
        {
            foreach (string hostile in new[] { "", "\u001B[2J\u202E\u009B", "\u4F60\u597D\uD83D\uDE00", "a\u0301\u0301\u0301" })
            {
                string line = (Run with { Currency = hostile + currency }).ToLine(width.Get, hostile + note);
                TerminalText.Width(line).ShouldBeLessThanOrEqualTo(width.Get);
                line.ShouldAllBe(static c => CharUnicodeInfo.GetUnicodeCategory(c) != UnicodeCategory.Control && CharUnicodeInfo.GetUnicodeCategory(c) != UnicodeCategory.Format);
            }
        }).QuickCheckThrowOnFailure();
}
