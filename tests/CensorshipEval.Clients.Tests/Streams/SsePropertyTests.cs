using CensorshipEval.Clients.Tests.Faults;
using CensorshipEval.Running;
using FsCheck;
using FsCheck.Fluent;

namespace CensorshipEval.Clients.Tests.Streams;

public sealed class SsePropertyTests
{
    [Fact]
    public void A_stream_gives_the_same_exchange_wherever_its_bytes_are_cut() => Prop.ForAll(SseGenerator.Streams, async sample =>
    {
        Exchange whole = await ObtainAsync(sample.Bytes, []);

        whole.Text.ShouldBe(sample.Text);
        whole.Reasoning.ShouldBe(sample.Reasoning);
        whole.FinishReason.ShouldBe(sample.Finish);
        whole.AnsweredBy.ShouldBe("m");
        whole.Error.ShouldBeNull();
        whole.Stream!.Text.ShouldBe(sample.Text);
        ShouldBeSame(await ObtainAsync(sample.Bytes, sample.Cuts), whole);
        ShouldBeSame(await ObtainAsync(sample.Bytes, [1]), whole);
    }).QuickCheckThrowOnFailure();

    [Fact]
    public async Task A_stream_may_be_cut_in_two_at_every_byte()
    {
        byte[] bytes = [0xEF, 0xBB, 0xBF, .. "data: {\"choices\":[{\"delta\":{\"content\":\"学🙂\"}}]}\r\n\r\n: c\r\ndata: {\"choices\":[{\"delta\":{},\r\ndata: \"finish_reason\":\"stop\"}]}\r\n\r\ndata: [DONE]\r\n\r\n"u8];
        for (int at = 1; at < bytes.Length; at++)
        {
            Exchange exchange = await ObtainAsync(bytes, [at, bytes.Length]);
            exchange.Text.ShouldBe("学🙂", $"cut at {at}");
            exchange.FinishReason.ShouldBe("stop");
        }
    }

    private static void ShouldBeSame(Exchange exchange, Exchange expected)
    {
        exchange.Text.ShouldBe(expected.Text);
        exchange.Reasoning.ShouldBe(expected.Reasoning);
        exchange.FinishReason.ShouldBe(expected.FinishReason);
        exchange.AnsweredBy.ShouldBe(expected.AnsweredBy);
        exchange.Error.ShouldBe(expected.Error);
        exchange.Usage.ShouldBe(expected.Usage);
        exchange.Stream!.Text.ShouldBe(expected.Stream!.Text);
        exchange.Stream.Updates.Select(static update => (update.Kind, update.Length)).ShouldBe(expected.Stream.Updates.Select(static update => (update.Kind, update.Length)));
    }

    private static async Task<Exchange> ObtainAsync(byte[] bytes, IReadOnlyList<int> cuts)
    {
        using var http = new HttpClient(new StreamHandler(bytes, cuts));
        using var client = new OpenAICompatibleChatClient(http, new OpenAICompatibleOptions { Endpoint = new Uri("http://host.example/v1"), Model = "asked" });
        return await new ChatClientSource(_ => client).ObtainAsync(Call.Trial, TestContext.Current.CancellationToken);
    }
}
