using CensorshipEval.Detection;
using CensorshipEval.Running;
using CensorshipEval.Storage;
using Microsoft.Extensions.AI;

namespace CensorshipEval.Tests.Running;

public sealed class CallsInFlightTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Each_call_tells_how_many_were_under_way_when_it_was_made_itself_included(bool stream)
    {
        using var client = new GatedClient();
        var source = new ChatClientSource(_ => client, stream);
        Task<Exchange> first = source.ObtainAsync(Request("a", 0), Cancellation).AsTask();
        Task<Exchange> second = source.ObtainAsync(Request("a", 1), Cancellation).AsTask();
        Task<Exchange> elsewhere = source.ObtainAsync(Request("b", 0), Cancellation).AsTask();
        client.Release(4);
        await Task.WhenAll(first, second, elsewhere);
        Task<Exchange> third = source.ObtainAsync(Request("a", 2), Cancellation).AsTask();

        InFlight(await first).ShouldBe(1);
        InFlight(await second).ShouldBe(2);
        InFlight(await elsewhere).ShouldBe(1, "calls to another target are not counted");
        InFlight(await third).ShouldBe(1, "calls that have ended are not counted");
    }

    [Fact]
    public async Task A_call_that_failed_in_transport_tells_it_too_and_is_under_way_no_longer()
    {
        var source = new ChatClientSource(static _ => new FailingClient(new HttpRequestException("refused")));
        for (int i = 0; i < 3; i++)
        {
            Exchange exchange = await source.ObtainAsync(Request("a", i), Cancellation);
            exchange.Error.ShouldNotBeNull();
            InFlight(exchange).ShouldBe(1);
        }
    }

    [Fact]
    public async Task A_call_that_threw_or_was_cancelled_is_under_way_no_longer()
    {
        using var client = new GatedClient();
        IChatClient answering = new FailingClient(new UnauthorizedAccessException("no such key"));
        var source = new ChatClientSource(_ => answering);
        await Should.ThrowAsync<UnauthorizedAccessException>(() => source.ObtainAsync(Request("a", 0), Cancellation).AsTask());
        answering = client;
        using var cancelled = new CancellationTokenSource();
        Task<Exchange> given = source.ObtainAsync(Request("a", 1), cancelled.Token).AsTask();
        await cancelled.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(() => given);

        client.Release(1);
        InFlight(await source.ObtainAsync(Request("a", 2), Cancellation)).ShouldBe(1);
    }

    [Fact]
    public async Task What_is_told_of_many_calls_at_once_is_from_one_to_as_many_as_there_were()
    {
        const int Calls = 400;
        using var client = new GatedClient();
        var source = new ChatClientSource(_ => client);
        Task<Exchange>[] calls = [.. Enumerable.Range(0, Calls).Select(i => Task.Run(() => source.ObtainAsync(Request("a", i), Cancellation).AsTask(), Cancellation))];
        await client.WaitForAsync(Calls, Cancellation);
        client.Release(Calls);
        (await Task.WhenAll(calls)).Select(InFlight).Order().ShouldBe(Enumerable.Range(1, Calls));
    }

    [Fact]
    public async Task A_run_never_tells_of_more_calls_than_it_makes_at_once_and_the_store_keeps_the_number()
    {
        await using var store = new InMemoryRunStore();
        var runner = new EvaluationRunner(store, new DefaultRefusalDetector(), options: new EvaluationRunnerOptions { Concurrency = 3 });
        using var client = new GatedClient();
        client.Release(int.MaxValue / 2);
        var plan = new EvaluationPlan
        {
            Corpus = TestCorpus.BuiltIn.Info, Targets = [new Target { Id = "a", Model = "m" }], Prompts = TestCorpus.Few, Samples = 4, Judges = runner.Judges, Source = "test",
        };
        await runner.RunAsync("run", plan, new ChatClientSource(_ => client), Cancellation).ToListAsync(Cancellation);
        List<Exchange> stored = await store.ReadExchangesAsync("run", Cancellation).ToListAsync(Cancellation);
        stored.Count.ShouldBe((int)plan.TrialCount);
        stored.ShouldAllBe(static exchange => InFlight(exchange) >= 1 && InFlight(exchange) <= 3);
    }

    private static int InFlight(Exchange exchange) => exchange.Metadata["callsInFlight"].GetInt32();

    private static TrialRequest Request(string target, int sample) => new(
        new TrialKey("run", target, TestCorpus.Few[0].Id, sample), new Target { Id = target, Model = "m" }, TestCorpus.Few[0]);

    /// <summary>Answers one call for each release.</summary>
    private sealed class GatedClient : IChatClient
    {
        private readonly SemaphoreSlim _gate = new(0);
        private int _calls;

        public void Release(int calls) => _gate.Release(calls);

        public async Task WaitForAsync(int calls, CancellationToken cancellationToken)
        {
            while (Volatile.Read(ref _calls) < calls) await Task.Delay(1, cancellationToken);
        }

        public async Task<ChatResponse> GetResponseAsync(IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default)
        {
            Interlocked.Increment(ref _calls);
            await _gate.WaitAsync(cancellationToken);
            return new ChatResponse(new ChatMessage(ChatRole.Assistant, "An answer.")) { FinishReason = ChatFinishReason.Stop };
        }

        public async IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
            IEnumerable<ChatMessage> messages, ChatOptions? options = null, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken = default)
        {
            ChatResponse response = await GetResponseAsync(messages, options, cancellationToken);
            foreach (ChatResponseUpdate update in response.ToChatResponseUpdates()) yield return update;
        }

        public object? GetService(Type serviceType, object? serviceKey = null) => null;

        public void Dispose() => _gate.Dispose();
    }

    private sealed class FailingClient(Exception exception) : IChatClient
    {
        public Task<ChatResponse> GetResponseAsync(IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default) =>
            Task.FromException<ChatResponse>(exception);

        public IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
            IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default) => throw exception;

        public object? GetService(Type serviceType, object? serviceKey = null) => null;

        public void Dispose()
        {
        }
    }
}
