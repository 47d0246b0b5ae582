using CensorshipEval.TestKit.Samples;

namespace CensorshipEval.Detection.Tests.Signals;

public sealed class DeliverySignalsTests
{
    private const string Text = "Students gathered on the square in April and stayed until the army came in June.";

    [Theory]
    [InlineData("stop")]
    [InlineData("STOP")]
    [InlineData("end_turn")]
    [InlineData("endTurn")]
    [InlineData("tool_calls")]
    [InlineData("eos")]
    [InlineData("normal")]
    [InlineData("")]
    [InlineData(null)]
    public void Text_that_ends_by_itself_was_delivered(string? finishReason)
    {
        DeliveryObservation observed = DeliverySignals.Observe(SampleExchanges.Answer(Text, finishReason: finishReason));

        observed.Delivery.ShouldBe(Delivery.Delivered);
        observed.Evidence.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("")]
    [InlineData(" \t\r\n\u00a0\u2003\u3000")]
    public void A_well_formed_answer_without_text_is_an_empty_stop(string text)
    {
        DeliveryObservation observed = DeliverySignals.Observe(SampleExchanges.Answer(text));

        observed.Delivery.ShouldBe(Delivery.EmptyStop);
        observed.Evidence.ShouldHaveSingleItem().ShouldBe(new EvidenceSpan(EvidenceSource.Text, 0, 0, "signals/no-text"));
        DeliverySignals.Observe(SampleExchanges.Answer(text, finishReason: null)).Delivery.ShouldBe(Delivery.EmptyStop);
        DeliverySignals.Observe(SampleExchanges.Answer(text).Streamed(text)).Delivery.ShouldBe(Delivery.EmptyStop);
    }

    [Theory]
    [InlineData("length")]
    [InlineData("LENGTH")]
    [InlineData("max_tokens")]
    [InlineData("MAX_TOKENS")]
    [InlineData("max-output-tokens")]
    [InlineData("modelContextWindowExceeded")]
    public void The_length_limit_truncates_with_text_and_without(string finishReason)
    {
        foreach (string text in new[] { Text, "" })
        {
            Exchange exchange = SampleExchanges.Answer(text, finishReason: finishReason);

            DeliveryObservation observed = DeliverySignals.Observe(exchange);

            observed.Delivery.ShouldBe(Delivery.Truncated);
            observed.Evidence.ShouldHaveSingleItem().Quote(exchange).ShouldBe(finishReason);
        }
    }

    [Theory]
    [InlineData("content_filter")]
    [InlineData("content-filter")]
    [InlineData("ContentFilter")]
    [InlineData("CONTENT_FILTER")]
    [InlineData("content_filtered")]
    [InlineData("SAFETY")]
    [InlineData("PROHIBITED_CONTENT")]
    [InlineData("RECITATION")]
    [InlineData("BLOCKLIST")]
    [InlineData("SPII")]
    [InlineData("refusal")]
    [InlineData("sensitive")]
    [InlineData("guardrail_intervened")]
    [InlineData("ERROR_TOXIC")]
    [InlineData("data_inspection_failed")]
    public void A_filter_blocks_the_output_behind_text_and_the_input_before_any(string finishReason)
    {
        Exchange behind = SampleExchanges.Answer(Text, finishReason: finishReason);
        DeliveryObservation observed = DeliverySignals.Observe(behind);

        observed.Delivery.ShouldBe(Delivery.OutputBlocked);
        observed.Evidence.ShouldHaveSingleItem().Quote(behind).ShouldBe(finishReason);
        DeliverySignals.Observe(behind.Streamed(Text)).Delivery.ShouldBe(Delivery.OutputBlocked);
        DeliverySignals.Observe(behind with { Text = "" }).Delivery.ShouldBe(Delivery.InputBlocked);
        DeliverySignals.Observe(behind with { Text = " \n" }).Delivery.ShouldBe(Delivery.InputBlocked);
        DeliverySignals.Observe((behind with { Text = "" }).Streamed("")).Delivery.ShouldBe(Delivery.InputBlocked);
    }

    [Theory]
    [InlineData("banana")]
    [InlineData("content_filter_maybe")]
    [InlineData("非正常")]
    [InlineData("nonstop")]
    public void A_finish_reason_that_nobody_told_us_is_unknown_and_kept_as_sent(string finishReason)
    {
        foreach (string text in new[] { Text, "" })
        {
            Exchange exchange = SampleExchanges.Answer(text, finishReason: finishReason);

            DeliveryObservation observed = DeliverySignals.Observe(exchange);

            observed.Delivery.ShouldBe(Delivery.Unknown);
            observed.Evidence.ShouldHaveSingleItem().Quote(exchange).ShouldBe(finishReason);
        }
    }

    [Theory]
    [InlineData("429", "Rate limit reached for requests", 429)]
    [InlineData("server_error", "The server had an error while processing your request.", 500)]
    [InlineData(null, "Bad gateway", 502)]
    [InlineData(null, "Service Unavailable", 503)]
    [InlineData("timeout", "No update within 100 s.", null)]
    [InlineData("connection", "Connection refused", null)]
    [InlineData("malformed", "The body is not JSON: <html>", 200)]
    [InlineData("context_length_exceeded", "This model's maximum context length is 8192 tokens.", 400)]
    [InlineData("invalid_api_key", "Incorrect API key provided.", 401)]
    public void Any_other_error_is_one_of_transport_with_text_and_without(string? code, string message, int? status)
    {
        var error = new ExchangeError { Code = code, Message = message, HttpStatus = status };
        foreach (Exchange exchange in new[] { Blank(), Blank().Streamed(""), Cut(), Cut().Streamed(Text[..40]) })
        {
            Exchange failed = exchange with { Error = error };

            DeliveryObservation observed = DeliverySignals.Observe(failed);

            observed.Delivery.ShouldBe(Delivery.TransportError);
            observed.Evidence.ShouldHaveSingleItem().Quote(failed).ShouldBe(code ?? message);
        }
    }

    [Fact]
    public void An_error_says_more_than_the_finish_reason_beside_it()
    {
        var lost = new ExchangeError { Code = "connection", Message = "Connection reset by peer" };
        var blocked = new ExchangeError { Code = "content_filter", Message = "" };

        DeliverySignals.Observe(SampleExchanges.Answer(Text) with { Error = lost }).Delivery.ShouldBe(Delivery.TransportError);
        DeliverySignals.Observe(SampleExchanges.Answer(Text, finishReason: "length") with { Error = blocked }).Delivery.ShouldBe(Delivery.OutputBlocked);
    }

    [Fact]
    public void Nothing_is_not_an_exchange() => Should.Throw<ArgumentNullException>(() => DeliverySignals.Observe(null!));

    private static Exchange Blank() => SampleExchanges.Answer("", finishReason: null);

    private static Exchange Cut() => SampleExchanges.Answer(Text[..40], finishReason: null);
}
