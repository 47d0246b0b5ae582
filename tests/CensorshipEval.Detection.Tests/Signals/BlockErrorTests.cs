using CensorshipEval.TestKit.Samples;

namespace CensorshipEval.Detection.Tests.Signals;

/// <summary>Errors as the public API references of the providers show them.</summary>
public sealed class BlockErrorTests
{
    private const string Text = "Students gathered on the square in April and stayed until the army came in June.";

    public static TheoryData<string, string?, string, int?> Blocks => new()
    {
        { "Azure OpenAI", "content_filter", "The response was filtered due to the prompt triggering Azure OpenAI's content management policy. Please modify your prompt and retry.", 400 },
        { "Azure OpenAI, inner error", "ResponsibleAIPolicyViolation", "The prompt was filtered.", 400 },
        { "Azure OpenAI, images", "content_policy_violation", "Your request was rejected as a result of our safety system.", 400 },
        { "Alibaba DashScope", "DataInspectionFailed", "Input data may contain inappropriate content.", 400 },
        { "Alibaba DashScope, compatible mode", "data_inspection_failed", "Output data may contain inappropriate content.", 400 },
        { "Alibaba DashScope, message alone", null, "<400> InternalError.Algo.DataInspectionFailed: Input data may contain inappropriate content.", null },
        { "DeepSeek", "invalid_request_error", "Content Exists Risk", 400 },
        { "Zhipu", "1301", "系统检测到输入或生成内容可能包含不安全或敏感内容，请您避免输入易产生敏感内容的提示语，感谢您的配合。", 400 },
        { "Zhipu, code alone", "1301", "", 400 },
        { "MiniMax, input", "1026", "input new_sensitive", 200 },
        { "MiniMax, output", "1027", "output new_sensitive", 200 },
        { "Bedrock guardrail", "guardrail_intervened", "Blocked by guardrail.", null },
        { "OpenAI", "moderation_blocked", "Your request was rejected by the safety system.", 400 },
    };

    [Theory]
    [MemberData(nameof(Blocks))]
    public void A_block_error_before_text_blocks_the_input_and_behind_text_the_output(string provider, string? code, string message, int? status)
    {
        var error = new ExchangeError { Code = code, Message = message, HttpStatus = status };
        Exchange before = SampleExchanges.Answer("", finishReason: null) with { Error = error };

        DeliveryObservation observed = DeliverySignals.Observe(before);

        observed.Delivery.ShouldBe(Delivery.InputBlocked, provider);
        observed.Evidence.ShouldHaveSingleItem().Quote(before).ShouldBe(code ?? message);
        DeliverySignals.Observe(before.Streamed("")).Delivery.ShouldBe(Delivery.InputBlocked, provider);
        DeliverySignals.Observe(before with { Text = Text }).Delivery.ShouldBe(Delivery.OutputBlocked, provider);
        DeliverySignals.Observe((before with { Text = Text }).Streamed(Text)).Delivery.ShouldBe(Delivery.OutputBlocked, provider);
        DeliverySignals.Observe(before.Streamed(Text)).Delivery.ShouldBe(Delivery.Retracted, provider);
    }

    // Qianfan's reference: content_filter says that the output was cut, answered by a stock text, or partly masked.
    [Theory]
    [InlineData("对不起，这个问题我还不会。")]
    [InlineData("1989年的**发生在**。")]
    public void Baidu_says_in_the_finish_reason_that_it_cut_or_masked_an_answer(string text)
    {
        DeliverySignals.Observe(SampleExchanges.Answer(text, "zh-Hans", "content_filter")).Delivery.ShouldBe(Delivery.OutputBlocked);
        DeliverySignals.Observe(SampleExchanges.Answer(text, "zh-Hans", "content_filter").Streamed("")).Delivery.ShouldBe(Delivery.InputBlocked);
        DeliverySignals.Observe(SampleExchanges.Answer("", "zh-Hans", "content_filter")).Delivery.ShouldBe(Delivery.InputBlocked);
    }

    [Theory]
    [InlineData("17", "Open api daily request limit reached")]
    [InlineData("18", "Open api qps request limit reached")]
    [InlineData("336103", "Prompt tokens too long")]
    [InlineData("timeout", "Stopped after 1301 ms.")]
    [InlineData("server_error", "Worker 1026 of 1027 failed.")]
    [InlineData(null, "Connection refused")]
    [InlineData("unsafe_connection", "The certificate is not trusted.")]
    public void Quotas_and_numbers_in_a_message_are_no_blocks(string? code, string message) =>
        DeliverySignals.Observe(SampleExchanges.Answer("", finishReason: null) with { Error = new ExchangeError { Code = code, Message = message } })
            .Delivery.ShouldBe(Delivery.TransportError);
}
