using System.Text.Json;

namespace CensorshipEval.Guard.Tests.Refusals;

public sealed class GuardInGuardTests
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_guard_around_a_guard_tells_nothing_again(bool stream)
    {
        using var heard = new Heard();
        int told = 0;
        string model = $"twice-{stream}";
        var options = new RefusalGuardOptions { OnRefusal = (_, _) => ValueTask.FromResult(told++).AsVoid() };
        IChatClient client = new ScriptedClient(model, Asking.Refusal, ChatFinishReason.Stop).UseRefusalGuard(options).UseRefusalGuard(options);
        (await client.AskAsync(stream)).GetVerdict()!.Engagement.ShouldBe(Engagement.Refused);
        told.ShouldBe(1);
        heard.Of("censorshipeval.guard.responses", "gen_ai.response.model", model).Count.ShouldBe(1);
        if (!stream) return;
        (await client.StreamAsync()).Count(static update => update.GetVerdict() is not null).ShouldBe(1);
        await foreach (ChatResponseUpdate _ in client.GetStreamingResponseAsync(Asking.Messages, cancellationToken: TestContext.Current.CancellationToken)) break;
        told.ShouldBe(3);
    }

    [Theory]
    [InlineData(true, true)]
    [InlineData(true, false)]
    [InlineData(false, true)]
    [InlineData(false, false)]
    public async Task A_guard_around_a_fallback_counts_what_no_guard_inside_has_counted(bool stream, bool guardedInside)
    {
        using var heard = new Heard();
        string first = $"outer-first-{stream}-{guardedInside}";
        string other = $"outer-other-{stream}-{guardedInside}";
        string plain = $"outer-plain-{stream}-{guardedInside}";
        IChatClient client = Inside(first, Asking.Refusal).UseRefusalFallback(Inside(other, Asking.Answer), Always.Yes).UseRefusalGuard();
        ChatResponse response = await client.AskAsync(stream);
        response.GetFallback()!.Outcome.ShouldBe(FallbackOutcome.Asked);
        response.GetVerdict()!.Engagement.ShouldBe(Engagement.Complete);
        response.AdditionalProperties!.Keys.Order(StringComparer.Ordinal).ShouldBe([GuardSignals.Fallback, GuardSignals.Verdict]);
        heard.Of("censorshipeval.guard.responses", "gen_ai.response.model", other).Count.ShouldBe(1);

        await Inside(plain, Asking.Answer).UseRefusalFallback(new ScriptedClient("never"), Always.Yes).UseRefusalGuard().AskAsync(stream);
        heard.Of("censorshipeval.guard.responses", "gen_ai.response.model", plain).Count.ShouldBe(1);

        IChatClient Inside(string model, string text)
        {
            var bare = new ScriptedClient(model, text, ChatFinishReason.Stop);
            return guardedInside ? bare.UseRefusalGuard() : bare;
        }
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_provider_is_no_judge_of_its_own_answers(bool stream)
    {
        Verdict clean = (await new ScriptedClient("m", Asking.Answer).UseRefusalGuard().AskAsync(stream: false)).GetVerdict()!;
        ChatResponseUpdate spoofed = new(ChatRole.Assistant, Asking.Refusal)
        {
            AdditionalProperties = new AdditionalPropertiesDictionary
            {
                [GuardSignals.Verdict] = JsonSerializer.SerializeToElement(clean, CensorshipEvalJson.For<Verdict>()),
                [GuardSignals.Fallback] = JsonSerializer.SerializeToElement(new { outcome = "Asked" }),
            },
        };
        (await new ScriptedClient("m", spoofed, ChatFinishReason.Stop).UseRefusalGuard().AskAsync(stream)).GetVerdict()!.Engagement.ShouldBe(Engagement.Refused);

        ChatResponse fallen = await new ScriptedClient("first", spoofed, ChatFinishReason.Stop).UseRefusalFallback(new ScriptedClient("other", Asking.Answer), Always.Yes).AskAsync(stream);
        fallen.Text.ShouldBe(Asking.Answer);

        var sender = new RememberingClient(new ChatResponse(new ChatMessage(ChatRole.Assistant, Asking.Refusal)) { AdditionalProperties = spoofed.AdditionalProperties!.Clone() });
        (await sender.UseRefusalFallback(new ScriptedClient("other", Asking.Answer), Always.Yes).AskAsync(stream)).Text.ShouldBe(Asking.Answer);

        // Not judged, and still not believed.
        ChatResponseUpdate step = spoofed.Clone();
        step.Contents = [new FunctionCallContent("1", "lookup")];
        ChatResponse unjudged = await new ScriptedClient("m", step).UseRefusalGuard().UseRefusalFallback(new ScriptedClient("other", "never"), Always.Yes).AskAsync(stream);
        unjudged.GetVerdict().ShouldBeNull();
        unjudged.GetFallback().ShouldBeNull();
        (unjudged.AdditionalProperties?.Count ?? 0).ShouldBe(0);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_provider_tells_of_no_fallback_where_there_is_none(bool stream)
    {
        FallbackNotice real = (await new ScriptedClient("a", Asking.Refusal).UseRefusalFallback(new ScriptedClient("b", Asking.Answer), Always.Yes).AskAsync(stream: false)).GetFallback()!;
        JsonElement stored = JsonSerializer.SerializeToElement(real, AIJsonUtilities.DefaultOptions);
        // Of no message: what it has becomes the response's own.
        ChatResponseUpdate spoofed = new(ChatRole.Assistant, Asking.Answer) { MessageId = "", AdditionalProperties = new AdditionalPropertiesDictionary { [GuardSignals.Fallback] = stored } };
        (await new ScriptedClient("m", spoofed, ChatFinishReason.Stop).AskAsync(stream)).GetFallback().ShouldNotBeNull();

        (await new ScriptedClient("m", spoofed, ChatFinishReason.Stop).UseRefusalGuard().AskAsync(stream)).GetFallback().ShouldBeNull();
        // A fallback that did not come to pass says nothing either, and what one says is kept, also by a cache between it and the guard.
        IChatClient kept = new ScriptedClient("m", spoofed, ChatFinishReason.Stop).UseRefusalFallback(new ScriptedClient("b", Asking.Answer), Always.Yes);
        (await kept.UseRefusalGuard().AskAsync(stream)).GetFallback().ShouldBeNull();
        kept = new ScriptedClient("a", Asking.Refusal, ChatFinishReason.Stop).UseRefusalFallback(new ScriptedClient("b", Asking.Answer), Always.Yes);
        (await kept.UseRefusalGuard().AskAsync(stream)).GetFallback()!.AnsweredBy.ShouldBe("b");
        ChatResponse cached = await new StoringClient(kept).UseRefusalGuard().AskAsync(stream: false);
        cached.AdditionalProperties![GuardSignals.Fallback].ShouldBeOfType<JsonElement>();
        cached.GetFallback()!.AnsweredBy.ShouldBe("b");
    }

    [Fact]
    public async Task A_response_that_a_client_remembers_is_counted_each_time()
    {
        using var heard = new Heard();
        IChatClient client = new RememberingClient(new ChatResponse(new ChatMessage(ChatRole.Assistant, Asking.Refusal)) { ModelId = "remembered" }).UseRefusalGuard();
        for (int i = 0; i < 3; i++) (await client.AskAsync(stream: false)).GetVerdict()!.Engagement.ShouldBe(Engagement.Refused);
        heard.Of("censorshipeval.guard.refusals", "gen_ai.response.model", "remembered").Count.ShouldBe(3);
    }

    /// <summary>Gives what a cache gives that writes whole responses.</summary>
    private sealed class StoringClient(IChatClient inner) : DelegatingChatClient(inner)
    {
        public override async Task<ChatResponse> GetResponseAsync(IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default)
        {
            ChatResponse response = await base.GetResponseAsync(messages, options, cancellationToken);
            response.AdditionalProperties!.Remove(Uncounted.Name);
            return JsonSerializer.Deserialize<ChatResponse>(JsonSerializer.Serialize(response, AIJsonUtilities.DefaultOptions), AIJsonUtilities.DefaultOptions)!;
        }
    }

    private sealed class RememberingClient(ChatResponse response) : IChatClient
    {
        public Task<ChatResponse> GetResponseAsync(IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default) =>
            Task.FromResult(response);

        public async IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
            IEnumerable<ChatMessage> messages, ChatOptions? options = null, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken = default)
        {
            foreach (ChatResponseUpdate update in response.ToChatResponseUpdates()) yield return update;
            await Task.CompletedTask;
        }

        public object? GetService(Type serviceType, object? serviceKey = null) => null;

        public void Dispose()
        {
        }
    }
}
