using Microsoft.Extensions.AI;

namespace CensorshipEval.Detection.Tests.Exchanges;

public sealed class ExchangeBuilderTests
{
    [Fact]
    public void A_failure_behind_the_end_of_an_answer_changes_nothing()
    {
        ExchangeBuilder builder = Begin("The protests began in April.");
        builder.Add(new ChatResponseUpdate { FinishReason = ChatFinishReason.Stop });
        builder.TryFail(new ExchangeError { Code = "connection", Message = "lost" }).ShouldBeFalse();
        builder.Build().Error.ShouldBeNull();

        ExchangeBuilder cut = Begin("The protests");
        cut.TryFail(new ExchangeError { Code = "connection", Message = "lost" }).ShouldBeTrue();
        cut.Build().Error!.Code.ShouldBe("connection");
    }

    [Fact]
    public void It_may_be_looked_at_on_the_way()
    {
        ExchangeBuilder builder = Begin("The protests ");
        builder.Build().Text.ShouldBe("The protests ");
        builder.Add(new ChatResponseUpdate(ChatRole.Assistant, "began."));
        builder.Build().Text.ShouldBe("The protests began.");
        builder.Build().Stream!.Text.ShouldBe("The protests began.");
    }

    [Fact]
    public void A_sign_of_life_and_what_a_tool_gave_back_are_no_text_of_the_model()
    {
        ExchangeBuilder builder = Begin("Yes.");
        builder.Add(new ChatResponseUpdate(ChatRole.Assistant, "ping") { AdditionalProperties = new AdditionalPropertiesDictionary { [ResponseSignals.KeepAlive] = true } });
        builder.Add(new ChatResponseUpdate(ChatRole.Tool, "I can't help with that."));
        builder.Build().Text.ShouldBe("Yes.");

        var whole = new ExchangeBuilder(default, Someone, Question);
        whole.Add(new ChatResponse([new ChatMessage(ChatRole.Tool, "I can't help with that."), new ChatMessage(ChatRole.Assistant, "Yes.")]));
        whole.Build().Text.ShouldBe("Yes.");
        whole.Build().Stream.ShouldBeNull();
    }

    [Fact]
    public void Text_that_was_replaced_stays_in_the_stream_alone()
    {
        ExchangeBuilder builder = Begin("The protests began in April.");
        builder.Add(
            new ChatResponseUpdate(ChatRole.Assistant, "Let us talk about something else.") { AdditionalProperties = new AdditionalPropertiesDictionary { [ResponseSignals.ReplacesText] = true } },
            TimeSpan.FromSeconds(2));
        Exchange exchange = builder.Build();
        exchange.Text.ShouldBe("Let us talk about something else.");
        exchange.Stream!.Text.ShouldStartWith("The protests began in April.");
        exchange.Stream.Updates[^1].ShouldBe(new StreamUpdate(TimeSpan.FromSeconds(2), StreamUpdateKind.Replace, 33));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_response_of_very_many_pieces_is_not_copied_for_each_of_them(bool asRefusal)
    {
        const int pieces = 20_000;
        AIContent Piece(int i) => asRefusal ? new ErrorContent("I can't help with that one. ") { ErrorCode = ResponseSignals.RefusalErrorCode } : new TextContent("The protests began in April. ");
        var update = new ChatResponseUpdate(ChatRole.Assistant, [.. Enumerable.Range(0, pieces).Select(Piece)]);
        var builder = new ExchangeBuilder(default, Someone, Question);
        long before = GC.GetAllocatedBytesForCurrentThread();
        builder.Add(update);
        Exchange exchange = builder.Build();
        exchange.Text.Length.ShouldBe(pieces * 28 + (asRefusal ? 0 : pieces));
        (GC.GetAllocatedBytesForCurrentThread() - before).ShouldBeLessThan(40L * 1024 * 1024);
        if (asRefusal) exchange.Error!.Message.ShouldBe(exchange.Text);
    }

    [Fact]
    public void Tokens_of_several_round_trips_are_added_and_a_running_total_is_not()
    {
        var builder = new ExchangeBuilder(default, Someone, Question);
        builder.Usage.ShouldBeNull();
        Use(builder, "a", 100, null);
        Use(builder, "a", null, 10);
        Use(builder, "a", 100, 20);
        builder.Usage.ShouldBe(new TokenUsage { InputTokens = 100, OutputTokens = 20 });
        Use(builder, "b", 300, 40);
        builder.Usage.ShouldBe(new TokenUsage { InputTokens = 400, OutputTokens = 60 });
        builder.Add(new ChatResponseUpdate(ChatRole.Tool, [new FunctionResultContent("1", "x")]));
        Use(builder, "b", 300, 40);
        builder.Build().Usage.ShouldBe(new TokenUsage { InputTokens = 700, OutputTokens = 100 });

        static void Use(ExchangeBuilder builder, string id, long? input, long? output) => builder.Add(new ChatResponseUpdate(
            ChatRole.Assistant, [new UsageContent(new UsageDetails { InputTokenCount = input, OutputTokenCount = output })]) { ResponseId = id });
    }

    [Fact]
    public void A_part_that_is_smaller_than_the_one_before_it_is_added()
    {
        var builder = new ExchangeBuilder(default, Someone, Question);
        builder.Add(new ChatResponseUpdate(ChatRole.Assistant, [new UsageContent(new UsageDetails { InputTokenCount = 100, OutputTokenCount = 5 })]));
        builder.Add(new ChatResponseUpdate(ChatRole.Assistant, [new UsageContent(new UsageDetails { InputTokenCount = 0, OutputTokenCount = 30 })]));
        builder.Usage.ShouldBe(new TokenUsage { InputTokens = 100, OutputTokens = 35 });
    }

    [Fact]
    public void What_a_response_says_of_its_tokens_is_all_of_them()
    {
        var builder = new ExchangeBuilder(default, Someone, Question);
        builder.Add(new ChatResponse(new ChatMessage(ChatRole.Assistant, [new TextContent("Yes."), new UsageContent(new UsageDetails { InputTokenCount = 1 })]))
        {
            Usage = new UsageDetails { InputTokenCount = 7 },
        });
        builder.Usage!.InputTokens.ShouldBe(7);
    }

    [Fact]
    public void A_refusal_in_a_field_of_its_own_keeps_its_words_and_its_status()
    {
        var builder = new ExchangeBuilder(default, Someone, Question);
        builder.Add(new ChatResponseUpdate(ChatRole.Assistant, [new ErrorContent("I can't ") { ErrorCode = "refusal" }]));
        builder.TryFail(new ExchangeError { Code = "connection", Message = "lost" }).ShouldBeFalse();
        builder.Add(new ChatResponseUpdate(ChatRole.Assistant, [new ErrorContent("help.") { ErrorCode = "refusal" }])
        {
            AdditionalProperties = new AdditionalPropertiesDictionary { [ResponseSignals.HttpStatus] = 200 },
        });
        builder.Build().Error.ShouldBe(new ExchangeError { Code = ResponseSignals.RefusalErrorCode, Message = "I can't help.", HttpStatus = 200 });
        builder.Add(new ChatResponseUpdate(ChatRole.Assistant, [new ErrorContent("down") { ErrorCode = "server_error" }]));
        builder.Build().Error.ShouldBe(new ExchangeError { Code = "server_error", Message = "down" });
    }

    private static Target Someone { get; } = new() { Id = "m", Model = "m" };

    private static Prompt Question { get; } = new() { Id = "p", Text = "What happened?", Language = LanguageTag.Parse("en") };

    private static ExchangeBuilder Begin(string text)
    {
        var builder = new ExchangeBuilder(default, Someone, Question);
        builder.Add(new ChatResponseUpdate(ChatRole.Assistant, text));
        return builder;
    }
}
