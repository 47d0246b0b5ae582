using Microsoft.Extensions.AI;

namespace CensorshipEval.Testing.Tests;

public sealed class ScriptedChatClientTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task It_gives_its_answers_in_order_and_says_when_there_are_no_more()
    {
        using var client = new ScriptedChatClient("one", ScriptedAnswer.Streamed("t", "wo"));
        (await client.GetResponseAsync("first", cancellationToken: Token)).Text.ShouldBe("one");
        (await client.GetResponseAsync("second", cancellationToken: Token)).Text.ShouldBe("two");
        InvalidOperationException failure = await Should.ThrowAsync<InvalidOperationException>(() => client.GetResponseAsync("third", cancellationToken: Token));
        failure.Message.ShouldContain("2 answers");
        failure.Message.ShouldContain("third");
        client.Requests.Select(static request => request.Prompt).ShouldBe(["first", "second", "third"]);
    }

    [Fact]
    public async Task A_stream_comes_in_its_pieces_with_what_replaces_them()
    {
        using var client = new ScriptedChatClient(ScriptedAnswer.Retracted("shown", "gone"));
        List<ChatResponseUpdate> updates = await client.GetStreamingResponseAsync("x", cancellationToken: Token).ToListAsync(Token);
        updates.Select(static update => update.Text).ShouldBe(["shown", "gone", ""]);
        updates[1].AdditionalProperties![ResponseSignals.ReplacesText].ShouldBe(true);
        updates[2].FinishReason.ShouldBe(ChatFinishReason.Stop);
    }

    [Fact]
    public async Task Without_a_stream_all_that_is_left_of_a_retraction_is_the_notice()
    {
        using var client = new ScriptedChatClient(ScriptedAnswer.Retracted("shown", "gone"));
        (await client.GetResponseAsync("x", cancellationToken: Token)).Text.ShouldBe("gone");
    }

    [Fact]
    public async Task A_failure_comes_behind_what_was_streamed_before_it()
    {
        using var client = new ScriptedChatClient(ScriptedAnswer.Fails(new IOException("cut"), after: "half"));
        var seen = new List<string>();
        await Should.ThrowAsync<IOException>(async () =>
        {
            await foreach (ChatResponseUpdate update in client.GetStreamingResponseAsync("x", cancellationToken: Token)) seen.Add(update.Text);
        });
        seen.ShouldBe(["half"]);
    }

    [Fact]
    public async Task A_delay_passes_by_the_clock_of_the_test()
    {
        var clock = new ManualTimeProvider();
        using var client = new ScriptedChatClient(static _ => ScriptedAnswer.Text("late").After(TimeSpan.FromMinutes(5)), timeProvider: clock);
        Task<ChatResponse> asked = client.GetResponseAsync("x", cancellationToken: Token);
        asked.IsCompleted.ShouldBeFalse();
        (await clock.RunAsync(asked)).ShouldBe(TimeSpan.FromMinutes(5));
        (await asked).Text.ShouldBe("late");
    }

    [Fact]
    public async Task The_same_answer_given_twice_is_given_as_new_objects()
    {
        ScriptedAnswer answer = "same";
        using var client = new ScriptedChatClient(answer, answer);
        ChatResponseUpdate first = await client.GetStreamingResponseAsync("x", cancellationToken: Token).FirstAsync(Token);
        first.ModelId = "changed";
        (await client.GetStreamingResponseAsync("x", cancellationToken: Token).FirstAsync(Token)).ModelId.ShouldBe("scripted");
    }
}
