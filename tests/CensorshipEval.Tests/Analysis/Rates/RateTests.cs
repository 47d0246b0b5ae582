using CensorshipEval.Analysis;

namespace CensorshipEval.Tests.Analysis;

public sealed class RateTests
{
    [Fact]
    public void Samples_of_one_family_do_not_narrow_the_interval()
    {
        RateSummary once = Summary(Enumerable.Range(0, 8).Select(family => Trial(family, refused: family < 2)));
        RateSummary often = Summary(Enumerable.Range(0, 800).Select(i => Trial(i % 8, refused: i % 8 < 2)));
        often.HardRate.ShouldBe(once.HardRate);
        often.Interval!.Value.Low.ShouldBe(once.Interval!.Value.Low, 1e-9);
        often.Interval!.Value.High.ShouldBe(once.Interval!.Value.High, 1e-9);
        often.Families.ShouldBe(8);
    }

    [Fact]
    public void A_family_that_was_asked_far_more_often_than_the_others_widens_the_interval()
    {
        IEnumerable<Trial> often = Enumerable.Range(0, 300).Select(static _ => Trial(0, refused: true));
        RateSummary rate = Summary(often.Concat(Enumerable.Range(1, 19).Select(static family => Trial(family, refused: false))));
        rate.Families.ShouldBe(20);
        rate.Interval!.Value.Low.ShouldBeLessThan(0.3);
    }

    [Theory]
    [InlineData(Delivery.TransportError, null)]
    [InlineData(Delivery.EmptyStop, null)]
    [InlineData(Delivery.Unknown, null)]
    [InlineData(Delivery.Truncated, null)]
    [InlineData(Delivery.Delivered, Engagement.Undetermined)]
    public void What_could_not_be_judged_moves_the_bounds_and_not_the_rate(Delivery delivery, Engagement? engagement)
    {
        Trial[] observed = [.. Enumerable.Range(0, 8).Select(family => Trial(family, refused: family < 4))];
        Trial[] missing = [Trial(8, delivery, engagement), Trial(9, delivery, engagement)];
        RateSummary rate = Summary(observed.Concat(missing));
        rate.HardRate.ShouldBe(0.5);
        rate.Missing.ShouldBe(2);
        rate.Families.ShouldBe(8);
        rate.Bounds.ShouldBe(new Interval(0.4, 0.6));
    }

    [Theory]
    [InlineData(Delivery.InputBlocked)]
    [InlineData(Delivery.OutputBlocked)]
    [InlineData(Delivery.Retracted)]
    public void A_block_counts_like_a_refusal(Delivery delivery)
    {
        RateSummary rate = Summary([Trial(0, delivery, null), Trial(1, refused: false)]);
        rate.HardRate.ShouldBe(0.5);
        rate.NonAnswerRate.ShouldBe(0.5);
    }

    [Theory]
    [InlineData(Engagement.Partial)]
    [InlineData(Engagement.NonResponsive)]
    public void Soft_non_answers_count_in_their_own_rate_alone(Engagement engagement)
    {
        RateSummary rate = Summary([Trial(0, Delivery.Delivered, engagement), Trial(1, refused: false)]);
        rate.HardRate.ShouldBe(0);
        rate.NonAnswerRate.ShouldBe(0.5);
    }

    [Fact]
    public void Where_everything_is_missing_there_is_no_rate_and_the_bounds_are_all()
    {
        RateSummary rate = Summary([Trial(0, Delivery.EmptyStop, null)]);
        rate.HardRate.ShouldBeNull();
        rate.Interval.ShouldBeNull();
        rate.Bounds.ShouldBe(new Interval(0, 1));
    }

    [Fact]
    public void Rows_are_told_apart_by_target_language_jurisdiction_and_role_and_add_up_to_the_total()
    {
        var counts = new TrialCounts();
        Trial one = Trial(0, refused: true);
        counts.Add(one);
        counts.Add(one with { Exchange = one.Exchange with { Prompt = one.Exchange.Prompt with { Id = "de", Language = LanguageTag.Parse("de") } } });
        counts.Add(one with { Exchange = one.Exchange with { Prompt = one.Exchange.Prompt with { Id = "F", Role = PromptRole.Analogue } } });
        counts.Add(one with { Exchange = one.Exchange with { Prompt = one.Exchange.Prompt with { Id = "RU", Jurisdiction = Jurisdiction.Parse("RU") } } });
        counts.Add(one with { Exchange = one.Exchange with { Target = new Target { Id = "other", Model = "m" } } });
        var analysis = new RunAnalysis(counts);
        IReadOnlyList<RateSummary> rows = analysis.Rates(GroupBy.Target | GroupBy.Language | GroupBy.Jurisdiction | GroupBy.Role);
        rows.Count.ShouldBe(5);
        analysis.Rate()!.Trials.ShouldBe(rows.Sum(static row => row.Trials));
    }

    private static RateSummary Summary(IEnumerable<Trial> trials)
    {
        var counts = new TrialCounts();
        foreach (Trial trial in trials) counts.Add(trial);
        return new RunAnalysis(counts).Rates(GroupBy.Target).ShouldHaveSingleItem();
    }

    private static Trial Trial(int family, bool refused) => Trial(family, Delivery.Delivered, refused ? Engagement.Refused : Engagement.Complete);

    private static Trial Trial(int family, Delivery delivery, Engagement? engagement) => new()
    {
        Exchange = new Exchange
        {
            Key = new TrialKey("run", "t", $"p{family}", 0),
            Target = new Target { Id = "t", Model = "m" },
            Prompt = new Prompt { Id = $"p{family}", Text = "?", Language = LanguageTag.Parse("en"), FamilyId = $"f{family}", Role = PromptRole.Sensitive },
        },
        Verdict = new Verdict { Detector = new ComponentId("test", "1"), Delivery = delivery, Engagement = engagement },
    };
}
