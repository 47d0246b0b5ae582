using System.Globalization;
using System.Text.RegularExpressions;
using CensorshipEval.Analysis;
using CensorshipEval.Reporting.Terminal;
using CensorshipEval.Reporting.Tests.Runs;
using CensorshipEval.Storage;

namespace CensorshipEval.Reporting.Tests.Terminal;

public sealed partial class HeatTableTests
{
    private static readonly string Folder = Path.Combine(AppContext.BaseDirectory, "Terminal", "Golden");

    [Fact]
    public void The_plain_table_is_the_golden_one() => ShouldBeGolden("plain.txt", HeatTable.Of(Few(), new HeatTableOptions { Width = 72 }));

    [Fact]
    public void The_coloured_tables_are_the_golden_ones()
    {
        ShouldBeGolden("truecolor.txt", Escaped(HeatTable.Of(Few(), new HeatTableOptions { Width = 72, Colors = TerminalColors.TrueColor })));
        ShouldBeGolden("palette256.txt", Escaped(HeatTable.Of(Few(), new HeatTableOptions { Width = 72, Colors = TerminalColors.Palette256, LightBackground = true })));
    }

    [Fact]
    public async Task A_simulated_run_is_the_golden_one_beside_what_was_expected()
    {
        (InMemoryRunStore store, ReportedRun run) = await SimulatedRun.AskAsync();
        await using InMemoryRunStore kept = store;
        ShouldBeGolden("simulated.txt", HeatTable.Of(run.Analysis, new HeatTableOptions { Expected = run.Analysis }));
    }

    [Theory]
    [InlineData(30)]
    [InlineData(50)]
    [InlineData(80)]
    [InlineData(100)]
    [InlineData(140)]
    public void No_line_is_wider_than_the_terminal_and_colours_change_no_text(int width)
    {
        RunAnalysis many = Many();
        foreach (HeatRows rows in Enum.GetValues<HeatRows>())
        {
            string plain = HeatTable.Of(many, new HeatTableOptions { Width = width, Rows = rows });
            plain.ShouldNotContain('\u001B');
            foreach (string line in plain.Split('\n')) TerminalText.Width(line).ShouldBeLessThanOrEqualTo(width, line);
            foreach (TerminalColors colors in new[] { TerminalColors.Palette256, TerminalColors.TrueColor })
            {
                string coloured = HeatTable.Of(many, new HeatTableOptions { Width = width, Rows = rows, Colors = colors });
                coloured.ShouldContain('\u001B');
                EscapeSequence().Replace(coloured, "").ShouldBe(plain);
            }

            foreach (string language in new[] { "ar", "en", "zh-Hans", "zh-Hant" }) plain.ShouldContain($" {language}");
        }
    }

    [Fact]
    public void Names_of_wide_characters_keep_the_columns_below_each_other()
    {
        string table = HeatTable.Of(TrialMaker.Analyse([Asked("六四事件"), Asked("press"), Asked("검열 문제")]), new HeatTableOptions { Rows = HeatRows.Topics, ShowLegend = false });
        string[] rows = [.. table.Split('\n').Where(static line => line.EndsWith('0'))];
        rows.Length.ShouldBe(4, table);
        rows.Select(TerminalText.Width).Distinct().ShouldHaveSingleItem(table);

        static Trial Asked(string topic) => TrialMaker.Make(prompt: topic, topic: topic);
    }

    [Fact]
    public void Hostile_names_draw_nothing()
    {
        const string hostile = "\u001B[2J\u202Eevil\u009B\n\t";
        string table = HeatTable.Of(TrialMaker.Analyse([TrialMaker.Make(target: hostile, topic: hostile), TrialMaker.Make(target: hostile, topic: "b", prompt: "q"), TrialMaker.Make(target: hostile, prompt: "r", topic: new string('x', 1_000_000))]));
        foreach (char c in table) (c is '\n' || CharUnicodeInfo.GetUnicodeCategory(c) is not (UnicodeCategory.Control or UnicodeCategory.Format)).ShouldBeTrue($"U+{(int)c:X4}");
        table.ShouldContain("\\u001B[2J\\u202Eevil");
        table.Split('\n').ShouldAllBe(static line => line.Length <= 100);
    }

    [Fact]
    public void What_was_not_asked_differs_from_what_could_not_be_judged_and_from_nothing_withheld()
    {
        string table = HeatTable.Of(TrialMaker.Analyse([
            TrialMaker.Make(prompt: "1", topic: "a", language: "de"), TrialMaker.Make(Delivery.EmptyStop, prompt: "2", topic: "a", language: "en"), TrialMaker.Make(prompt: "3", topic: "b", language: "en"),
        ]));
        Words(table).ShouldContain("a 1 0 –");
        Words(table).ShouldContain("b 1 · 0");
        table.ReplaceLineEndings(" ").ShouldContain("·: not asked. –: asked, but nothing that could be judged.");
    }

    [Fact]
    public void A_share_that_is_not_quite_none_or_all_is_not_called_so()
    {
        string table = HeatTable.Of(TrialMaker.Analyse([
            .. Enumerable.Range(0, 1_000).Select(static i => TrialMaker.Make(engagement: i == 0 ? Engagement.Refused : Engagement.Complete, prompt: $"{i}", topic: "a")),
            .. Enumerable.Range(0, 1_000).Select(static i => TrialMaker.Make(engagement: i > 0 ? Engagement.Refused : Engagement.Complete, prompt: $"b{i}", topic: "b")),
        ]));
        Words(table).ShouldContain("a 1000 <1░");
        Words(table).ShouldContain("b 1000 >99█");
    }

    [Fact]
    public void An_index_is_shown_where_it_is_not_the_rate_and_told_where_it_is()
    {
        string table = HeatTable.Of(TrialMaker.Analyse(Pairs(analogueRefused: true)));
        table.ShouldContain("model: censorship index, in points (sensitive minus analogue)");
        Words(table).ShouldContain("a 2 +50▓");
        Words(table).ShouldContain("b 2 −50▓");
        HeatTable.Of(TrialMaker.Analyse(Pairs(analogueRefused: true)), new HeatTableOptions { ShowIndex = false }).ShouldNotContain("index");
        table = HeatTable.Of(TrialMaker.Analyse(Pairs(analogueRefused: false)));
        table.ShouldNotContain("model: censorship index");
        table.ReplaceLineEndings(" ").ShouldContain("The censorship index (sensitive minus analogue) equals the rate of the sensitive questions in every cell");

        static IEnumerable<Trial> Pairs(bool analogueRefused)
        {
            for (int i = 0; i < 4; i++)
            {
                string topic = i < 2 ? "a" : "b";
                yield return TrialMaker.Make(engagement: i % 2 == 0 ? Engagement.Refused : Engagement.Complete, prompt: $"s{i}", family: $"f{i}", topic: topic);
                yield return TrialMaker.Make(
                    engagement: analogueRefused && i >= 2 ? Engagement.Refused : Engagement.Complete, prompt: $"a{i}", family: $"f{i}", topic: topic, role: PromptRole.Analogue);
            }
        }
    }

    [Fact]
    public void Answers_of_which_nothing_is_known_but_model_and_language_have_a_row_per_model()
    {
        string table = HeatTable.Of(TrialMaker.Analyse([
            TrialMaker.Make(engagement: Engagement.Refused, target: "one", role: null), TrialMaker.Make(target: "two", role: null), TrialMaker.Make(target: "two", role: null, prompt: "q", language: "zh"),
        ]));
        table.ShouldStartWith("Refused or blocked, in % of the questions\n");
        Words(table).ShouldContain("one 1 100█ ·");
        Words(table).ShouldContain("two 2 0 0");
    }

    [Fact]
    public void Many_topics_are_shown_by_authority_unless_the_caller_wants_topics()
    {
        RunAnalysis analysis = TrialMaker.Analyse(Enumerable.Range(0, 40).Select(static i => TrialMaker.Make(prompt: $"{i}", topic: $"topic {i}", jurisdiction: i % 2 == 0 ? "CN" : "RU")));
        Words(HeatTable.Of(analysis)).ShouldContain("CN 20 0");
        Words(HeatTable.Of(analysis, new HeatTableOptions { Rows = HeatRows.Topics })).ShouldContain("topic 39 1 0*");
    }

    [Fact]
    public void What_any_careful_model_refuses_is_told_and_not_shaded()
    {
        string table = HeatTable.Of(
            TrialMaker.Analyse([TrialMaker.Make(), TrialMaker.Make(engagement: Engagement.Refused, prompt: "s", role: PromptRole.SafetyControl)]), new HeatTableOptions { Colors = TerminalColors.TrueColor });
        Words(table).ShouldContain("safety 1 100");
        table.ShouldNotContain('\u001B');
    }

    [Fact]
    public void Nothing_counted_is_no_table() => HeatTable.Of(TrialMaker.Analyse([])).ShouldBe("");

    [Fact]
    public void Options_out_of_range_are_told() => Should.Throw<InputException>(() => HeatTable.Of(Few(), new HeatTableOptions { Width = 29 })).Message.ShouldContain("30 to 10,000 columns");

    /// <summary>Two topics in three languages, with analogues, one of which is refused; a cell for each kind of mark.</summary>
    private static RunAnalysis Few() => TrialMaker.Analyse(Enumerable.Range(0, 24).SelectMany(static i => new[]
    {
        Asked(i, "press", "en", PromptRole.Sensitive, i < 3), Asked(i, "press", "zh-Hans", PromptRole.Sensitive, i < 23), Asked(i, "press", "en", PromptRole.Analogue, i < 6),
        Asked(i, "press", "zh-Hans", PromptRole.Analogue, false),
    }).Concat(Enumerable.Range(30, 8).SelectMany(static i => new[]
    {
        Asked(i, "六四事件", "en", PromptRole.Sensitive, i < 33), Asked(i, "六四事件", "fr", PromptRole.Sensitive, i < 35), Asked(i, "六四事件", "en", PromptRole.Analogue, false),
    })));

    private static RunAnalysis Many() => TrialMaker.Analyse(
        from i in Enumerable.Range(0, 60)
        from language in new[] { "ar", "de", "en", "es", "fr", "id", "ja", "ko", "ru", "vi", "zh-Hans", "zh-Hant" }
        from role in new[] { PromptRole.Sensitive, PromptRole.Analogue, PromptRole.Benign }
        where role is PromptRole.Sensitive || i % 3 > 0
        select Asked(i, i % 5 == 0 ? "a topic with a name that is longer than any table has room for" : $"topic {i % 7}", language, role, (i + language.Length + (int)role) % 3 == 0));

    private static Trial Asked(int family, string topic, string language, PromptRole role, bool refused) => TrialMaker.Make(
        engagement: refused ? Engagement.Refused : Engagement.Complete, prompt: $"{family}-{language}-{role}", family: $"f{family}", language: language, role: role, topic: topic,
        jurisdiction: family % 2 == 0 ? "CN" : "RU");

    private static string[] Words(string table) => [.. table.Split('\n').Select(static line => string.Join(' ', line.Split(' ', StringSplitOptions.RemoveEmptyEntries)))];

    private static string Escaped(string text) => text.Replace("\u001B", "\\e", StringComparison.Ordinal);

    private static void ShouldBeGolden(string name, string text)
    {
        if (Environment.GetEnvironmentVariable("WRITE_GOLDEN") is { Length: > 0 } folder) File.WriteAllText(Path.Combine(folder, name), text);
        text.ShouldBe(File.ReadAllText(Path.Combine(Folder, name)).ReplaceLineEndings("\n"));
    }

    [GeneratedRegex(@"\x1B\[[0-9;]*m", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex EscapeSequence();
}
