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

    private static Target Someone { get; } = new() { Id = "m", Model = "m" };

    private static Prompt Question { get; } = new() { Id = "p", Text = "What happened?", Language = LanguageTag.Parse("en") };

    private static ExchangeBuilder Begin(string text)
    {
        var builder = new ExchangeBuilder(default, Someone, Question);
        builder.Add(new ChatResponseUpdate(ChatRole.Assistant, text));
        return builder;
    }
}
