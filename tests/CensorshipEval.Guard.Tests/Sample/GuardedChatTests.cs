using System.Net.Http.Json;
using System.Net.ServerSentEvents;
using System.Text.Json;
using CensorshipEval.Corpora;
using CensorshipEval.Simulation;

namespace CensorshipEval.Guard.Tests.Sample;

/// <summary>The sample as its README starts it, with the questions that its simulated models know.</summary>
public sealed class GuardedChatTests
{
    private static readonly SimulatedModel Main = new(SimulationProfile.Censoring, PromptCorpus.BuiltIn);
    private static readonly SimulatedModel Other = new(SimulationProfile.Open, PromptCorpus.BuiltIn);

    [Fact]
    public async Task It_answers_tells_refusals_and_falls_back_where_a_person_has_reviewed_the_question()
    {
        CancellationToken cancellationToken = TestContext.Current.CancellationToken;
        Prompt answered = Find(SimulatedBehavior.Answer, PromptRole.Benign);
        Prompt refused = Find(SimulatedBehavior.Refuse, PromptRole.SafetyControl);
        Prompt censored = Find(SimulatedBehavior.Refuse, PromptRole.Sensitive);
        Prompt blocked = Find(SimulatedBehavior.BlockInput, PromptRole.Sensitive);
        Prompt retracted = Find(SimulatedBehavior.Retract, PromptRole.Sensitive);
        await using GuardedChatProcess sample = await GuardedChatProcess.StartAsync(
            cancellationToken, "--Models:Main=censoring", $"--Reviewed:Questions:0={censored.Text}", $"--Reviewed:Questions:1={blocked.Text}", "--Fallback:MaxHeldCharacters=20");

        (await sample.Client.GetStringAsync("/", cancellationToken)).ShouldContain("/chat/stream");

        JsonElement reply = await AskAsync(answered);
        reply.GetProperty("text").GetString().ShouldNotBeNullOrEmpty();
        reply.GetProperty("model").GetString().ShouldBe("simulated-censor");
        reply.GetProperty("verdict").GetProperty("isRefusal").GetBoolean().ShouldBeFalse();
        reply.TryGetProperty("fallback", out _).ShouldBeFalse();

        reply = await AskAsync(refused);
        reply.GetProperty("verdict").GetProperty("engagement").GetString().ShouldBe("Refused");
        reply.GetProperty("fallback").GetProperty("outcome").GetString().ShouldBe("NotBenign");
        reply.GetProperty("model").GetString().ShouldBe("simulated-censor");

        reply = await AskAsync(censored);
        reply.GetProperty("model").GetString().ShouldBe("simulated-open");
        reply.GetProperty("verdict").GetProperty("isRefusal").GetBoolean().ShouldBeFalse();
        reply.GetProperty("fallback").GetProperty("firstModel").GetString().ShouldBe("simulated-censor");
        reply.GetProperty("fallback").GetProperty("firstVerdict").GetProperty("engagement").GetString().ShouldBe("Refused");

        (string shown, reply) = await StreamAsync(blocked);
        reply.GetProperty("fallback").GetProperty("firstVerdict").GetProperty("delivery").GetString().ShouldBe("InputBlocked");
        reply.GetProperty("model").GetString().ShouldBe("simulated-open");
        shown.ShouldBe(reply.GetProperty("text").GetString());

        (shown, reply) = await StreamAsync(retracted);
        reply.GetProperty("verdict").GetProperty("delivery").GetString().ShouldBe("Retracted");
        reply.GetProperty("fallback").GetProperty("outcome").GetString().ShouldBe("AlreadyShown");
        shown.ShouldBe(reply.GetProperty("text").GetString(), "the notice stands, and the answer that it replaced is gone");

        async Task<JsonElement> AskAsync(Prompt prompt)
        {
            HttpResponseMessage response = await sample.Client.PostAsJsonAsync("/chat", new { message = prompt.Text }, cancellationToken);
            response.EnsureSuccessStatusCode();
            return await response.Content.ReadFromJsonAsync<JsonElement>(cancellationToken);
        }

        async Task<(string Shown, JsonElement Reply)> StreamAsync(Prompt prompt)
        {
            HttpResponseMessage response = await sample.Client.PostAsJsonAsync("/chat/stream", new { message = prompt.Text }, cancellationToken);
            response.Content.Headers.ContentType!.MediaType.ShouldBe("text/event-stream");
            string text = "";
            JsonElement last = default;
            await foreach (SseItem<string> item in SseParser.Create(await response.Content.ReadAsStreamAsync(cancellationToken)).EnumerateAsync(cancellationToken))
            {
                JsonElement data = JsonSerializer.Deserialize<JsonElement>(item.Data);
                if (item.EventType is "reply") last = data;
                else text = item.EventType is "replace" ? data.GetString()! : text + data.GetString();
            }

            return (text, last);
        }
    }

    // A question that the detector is known to understand: the first of its kind, in English where there is one.
    private static Prompt Find(SimulatedBehavior behavior, PromptRole role) => PromptCorpus.BuiltIn.Prompts
        .Where(prompt => prompt.Role == role && Main.BehaviorFor(prompt, 0) == behavior && (role is not PromptRole.Sensitive || Other.BehaviorFor(prompt, 0) is SimulatedBehavior.Answer))
        .OrderBy(static prompt => prompt.Form is not PromptForm.Explain).ThenBy(static prompt => prompt.Language.Value, StringComparer.Ordinal).ThenBy(static prompt => prompt.Id, StringComparer.Ordinal).First();
}
