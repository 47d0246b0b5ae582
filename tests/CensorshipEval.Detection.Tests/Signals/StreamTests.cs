using CensorshipEval.TestKit.Samples;

namespace CensorshipEval.Detection.Tests.Signals;

public sealed class StreamTests
{
    private const string Notice = "I am afraid I cannot talk about this here. Shall we discuss something else instead?";

    private const string Answer =
        "The protests began in April 1989, after the death of Hu Yaobang, a reformer whom students admired. They asked for talks, a free press and " +
        "an end to corruption. In May many went on hunger strike, and the government declared martial law. In the night of 3 to 4 June the army moved " +
        "into the city and fired on people in its way. How many died is not known; estimates run from several hundred to more than a thousand.";

    [Theory]
    [InlineData("stop", false)]
    [InlineData("stop", true)]
    [InlineData("content_filter", false)]
    [InlineData("content_filter", true)]
    [InlineData("length", true)]
    [InlineData("banana", true)]
    [InlineData(null, false)]
    [InlineData(null, true)]
    public void A_streamed_answer_in_whose_place_a_notice_stands_was_retracted(string? finishReason, bool watched)
    {
        DeliverySignals.Observe(SampleExchanges.Answer(Notice, finishReason: finishReason).Streamed(Answer, replaced: watched)).Delivery.ShouldBe(Delivery.Retracted);
        DeliverySignals.Observe(SampleExchanges.Answer("", finishReason: finishReason).Streamed(Answer, replaced: watched)).Delivery.ShouldBe(Delivery.Retracted);
    }

    [Fact]
    public void The_evidence_of_a_retraction_is_what_was_streamed()
    {
        Exchange exchange = SampleExchanges.Answer(Notice).Streamed(Answer);

        DeliverySignals.Observe(exchange).Evidence.ShouldHaveSingleItem().Quote(exchange).ShouldBe(Answer);
    }

    [Theory]
    [InlineData("您好，关于这个问题我现在没办法回答，我们换个话题好吗？", "一九八九年四月，胡耀邦去世后，学生聚集在广场上悼念，并要求对话、新闻自由和惩治腐败。")]
    [InlineData("No.", "Yes, in 1989.")]
    [InlineData("Sorry.", "1989 06 04")]
    public void Short_and_Chinese_streams_are_seen_to_go_too(string notice, string streamed) =>
        DeliverySignals.Observe(SampleExchanges.Answer(notice).Streamed(streamed)).Delivery.ShouldBe(Delivery.Retracted);

    [Fact]
    public void A_stream_that_was_cut_to_a_fraction_was_retracted()
    {
        DeliverySignals.Observe(SampleExchanges.Answer(Answer[..100]).Streamed(Answer)).Delivery.ShouldBe(Delivery.Retracted);
        string book = Book(200);
        DeliverySignals.Observe(SampleExchanges.Answer(book[..(book.Length / 4)]).Streamed(book)).Delivery.ShouldBe(Delivery.Retracted);
        DeliverySignals.Observe(SampleExchanges.Answer(book[^(book.Length / 4)..]).Streamed(book)).Delivery.ShouldBe(Delivery.Retracted);
    }

    [Fact]
    public void A_stream_longer_than_the_page_but_mostly_kept_was_delivered()
    {
        DeliverySignals.Observe(SampleExchanges.Answer(Answer[..(Answer.Length * 4 / 5)]).Streamed(Answer)).Delivery.ShouldBe(Delivery.Delivered);
        string book = Book(200);
        DeliverySignals.Observe(SampleExchanges.Answer(book[..(book.Length * 4 / 5)]).Streamed(book)).Delivery.ShouldBe(Delivery.Delivered);
        DeliverySignals.Observe(SampleExchanges.Answer(Notice + book).Streamed(book)).Delivery.ShouldBe(Delivery.Delivered);
    }

    [Fact]
    public void A_page_without_the_citations_punctuation_and_mark_up_of_its_stream_was_delivered()
    {
        string page = Answer.Replace(".", "", StringComparison.Ordinal).Replace(",", "", StringComparison.Ordinal).ToUpperInvariant();
        string streamed = "\r\n\r\n## " + Answer.Replace(". ", ".[1][12] \n\n* **", StringComparison.Ordinal).Replace("army", "_army_", StringComparison.Ordinal);

        DeliverySignals.Observe(SampleExchanges.Answer(page).Streamed(streamed)).Delivery.ShouldBe(Delivery.Delivered);
    }

    [Theory]
    [InlineData("In 1989 students gathered on the square.\n\n")]
    [InlineData("Well, it ")]
    [InlineData(Answer)]
    public async Task A_refusal_that_was_streamed_behind_the_answer_whose_place_it_took_retracts_it(string begun)
    {
        Verdict verdict = await new DefaultRefusalDetector().DetectAsync(SampleExchanges.Answer(Notice).Streamed(begun + Notice), TestContext.Current.CancellationToken);
        verdict.Delivery.ShouldBe(Delivery.Retracted);
        verdict.Engagement.ShouldBeNull();
    }

    [Theory]
    [InlineData("Sure thing! ", "Paris is the capital of France.")]
    [InlineData("Searching 3 pages. ", "Paris is the capital of France.")]
    [InlineData("好的,我来回答:", "法国的首都是巴黎。")]
    [InlineData("2+2 is ", "4")]
    [InlineData("Thinking about it... ", "Yes.")]
    public async Task An_answer_whose_page_drops_a_short_preamble_was_delivered(string preamble, string answer)
    {
        Verdict verdict = await new DefaultRefusalDetector().DetectAsync(SampleExchanges.Answer(answer).Streamed(preamble + answer), TestContext.Current.CancellationToken);
        verdict.Delivery.ShouldBe(Delivery.Delivered);
    }

    [Fact]
    public void A_sound_before_the_answer_may_be_missing_from_the_page() =>
        DeliverySignals.Observe(SampleExchanges.Answer(Notice).Streamed("Hm. " + Notice)).Delivery.ShouldBe(Delivery.Delivered);

    [Theory]
    [InlineData("<think>The user asks about the square. What do I know of it? Much, and all of it is in the books.</think>\n\n")]
    [InlineData("\n<THINK></THINK>")]
    public void Reasoning_that_the_page_does_not_show_was_not_withdrawn(string reasoning)
    {
        DeliverySignals.Observe(SampleExchanges.Answer("It began in April.").Streamed(reasoning + "It began in April.")).Delivery.ShouldBe(Delivery.Delivered);
        DeliverySignals.Observe(SampleExchanges.Answer(Answer).Streamed(reasoning + Answer, replaced: true)).Delivery.ShouldBe(Delivery.Delivered);
        DeliverySignals.Observe(SampleExchanges.Answer(Notice).Streamed(reasoning + Answer)).Delivery.ShouldBe(Delivery.Retracted);
    }

    [Fact]
    public void A_page_with_mark_up_that_its_stream_had_not_was_delivered() =>
        DeliverySignals.Observe(SampleExchanges.Answer(Answer.Replace(" ", "\u00a0", StringComparison.Ordinal)).Streamed(Answer)).Delivery.ShouldBe(Delivery.Delivered);

    [Fact]
    public void A_last_update_that_repeats_the_whole_answer_withdraws_nothing()
    {
        DeliverySignals.Observe(SampleExchanges.Answer(Answer).Streamed(Answer, replaced: true)).Delivery.ShouldBe(Delivery.Delivered);
        DeliverySignals.Observe(SampleExchanges.Answer(Answer).Streamed(Answer[..^90], replaced: true)).Delivery.ShouldBe(Delivery.Delivered);
        DeliverySignals.Observe(SampleExchanges.Answer(Answer).Streamed(Answer + Answer, replaced: true)).Delivery.ShouldBe(Delivery.Delivered);
        DeliverySignals.Observe(SampleExchanges.Answer(Answer).Streamed(Answer[..90] + Answer)).Delivery.ShouldBe(Delivery.Delivered);
    }

    [Fact]
    public void A_replacement_that_drops_a_sentence_is_a_retraction_where_a_shorter_page_is_none()
    {
        string page = Answer[..(Answer.Length * 4 / 5)];

        DeliverySignals.Observe(SampleExchanges.Answer(page).Streamed(Answer, replaced: true)).Delivery.ShouldBe(Delivery.Retracted);
        DeliverySignals.Observe(SampleExchanges.Answer(page).Streamed(Answer)).Delivery.ShouldBe(Delivery.Delivered);
    }

    [Theory]
    [InlineData("en", Notice)]
    [InlineData("zh-Hans", "您好，关于这个问题我现在没办法回答，我们换个话题好吗？")]
    public void A_short_notice_that_was_never_generated_blocks_the_input(string language, string notice)
    {
        Exchange exchange = SampleExchanges.Answer(notice, language).Streamed("");

        DeliveryObservation observed = DeliverySignals.Observe(exchange);

        observed.Delivery.ShouldBe(Delivery.InputBlocked);
        observed.Evidence.ShouldHaveSingleItem().Quote(exchange).ShouldBe(notice);
        DeliverySignals.Observe(SampleExchanges.Answer(notice, language, "length").Streamed(" ")).Delivery.ShouldBe(Delivery.InputBlocked);
    }

    [Theory]
    [InlineData("en", Answer + " " + Answer)]
    [InlineData(
        "zh-Hans",
        "一九八九年四月，胡耀邦去世后，学生聚集在广场上悼念，并要求对话、新闻自由和惩治腐败。五月，许多学生绝食，政府宣布戒严。六月三日至四日夜间，军队进城，" +
        "向沿途的市民开枪。死亡人数至今不明，各方估计从数百人到上千人不等。此后多年，遇难者的家属一直要求公布名单、追究责任并给予赔偿，但没有得到官方的回应。每年六月，香港曾有数万人点燃烛光悼念，直到集会被禁止。")]
    public void A_full_answer_whose_stream_nobody_recorded_was_delivered(string language, string answer) =>
        DeliverySignals.Observe(SampleExchanges.Answer(answer, language).Streamed("")).Delivery.ShouldBe(Delivery.Delivered);

    [Fact]
    public void A_notice_whose_stream_nobody_watched_is_a_text_like_any_other() =>
        DeliverySignals.Observe(SampleExchanges.Answer(Notice)).Delivery.ShouldBe(Delivery.Delivered);

    /// <summary>A long answer in which hardly two words are the same.</summary>
    private static string Book(int sentences) => string.Concat(Enumerable.Range(0, 12 * sentences).Select(static number =>
    {
        // Knuth's multiplier scatters the numbers; their digits in base 26 are the letters.
        uint scattered = (uint)number * 2_654_435_761;
        string word = "";
        for (; scattered > 0; scattered /= 26) word += (char)('a' + (scattered % 26));
        return word + (number % 12 == 11 ? ".\n" : " ");
    }));
}
