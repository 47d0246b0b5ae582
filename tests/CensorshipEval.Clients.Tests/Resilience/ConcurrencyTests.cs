using static CensorshipEval.Clients.Tests.Resilience.ClientCalls;

namespace CensorshipEval.Clients.Tests.Resilience;

public sealed class ConcurrencyTests
{
    private readonly ManualTime _time = new();

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task So_many_calls_and_no_more_are_in_flight(bool stream)
    {
        using var inner = new ScriptedClient(_time, [Seconds(1), "Ans", Seconds(1), "wer"]);
        using var client = new ConcurrencyChatClient(inner, 3);

        await _time.RunAsync(Task.WhenAll(Enumerable.Range(0, 9).Select(_ => client.AskAsync(stream))));

        inner.MostInFlight.ShouldBe(3);
        inner.CallsAt.Count.ShouldBe(9);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_failed_or_abandoned_call_gives_its_place_back(bool stream)
    {
        using var inner = new ScriptedClient(_time, [Failure()], ["Ans", Seconds(9), "wer"], ["Answer"]);
        using var client = new ConcurrencyChatClient(inner, 1);
        await Should.ThrowAsync<ChatTransportException>(() => client.AskAsync(stream));
        await foreach (ChatResponseUpdate _ in client.GetStreamingResponseAsync("Hello", cancellationToken: TestContext.Current.CancellationToken)) break;

        (await client.AskAsync(stream)).ShouldHaveSingleItem().Text.ShouldBe("Answer");
    }

    [Fact]
    public void Fewer_than_one_call_is_refused()
    {
        using var inner = new ScriptedClient(_time, ["Answer"]);

        Should.Throw<ArgumentOutOfRangeException>(() => new ConcurrencyChatClient(inner, 0));
    }
}
