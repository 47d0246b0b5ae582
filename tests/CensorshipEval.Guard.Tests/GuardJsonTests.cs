using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace CensorshipEval.Guard.Tests;

public sealed class GuardJsonTests
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_response_that_was_stored_and_read_again_says_the_same(bool trimmed)
    {
        ChatResponse response = await new ScriptedClient("first", Asking.Refusal, new UsageContent(new UsageDetails { InputTokenCount = 5 }), ChatFinishReason.Stop)
            .UseRefusalFallback(new ScriptedClient("other", Asking.Answer, ChatFinishReason.Stop), Always.Yes).AskAsync(stream: false);
        JsonSerializerOptions options = trimmed ? Trimmed() : AIJsonUtilities.DefaultOptions;
        string json = JsonSerializer.Serialize(response, options.GetTypeInfo(typeof(ChatResponse)));
        var stored = (ChatResponse)JsonSerializer.Deserialize(json, options.GetTypeInfo(typeof(ChatResponse)))!;

        stored.AdditionalProperties![GuardSignals.Fallback].ShouldBeOfType<JsonElement>();
        stored.GetVerdict()!.Engagement.ShouldBe(Engagement.Complete);
        FallbackNotice notice = stored.GetFallback().ShouldNotBeNull();
        notice.Outcome.ShouldBe(FallbackOutcome.Asked);
        (notice.FirstModel, notice.AnsweredBy).ShouldBe(("first", "other"));
        notice.FirstVerdict.Engagement.ShouldBe(Engagement.Refused);
        notice.FirstVerdict.Detector.ShouldBe(response.GetFallback()!.FirstVerdict.Detector);
        notice.FirstVerdict.Evidence.ShouldBe(response.GetFallback()!.FirstVerdict.Evidence);
        notice.FirstUsage!.InputTokens.ShouldBe(5);
    }

    [Fact]
    public async Task A_verdict_is_read_from_a_response_that_was_stored_as_JSON()
    {
        Verdict verdict = (await new ScriptedClient("m", Asking.Refusal).UseRefusalGuard().AskAsync(stream: false)).GetVerdict()!;
        var stored = new ChatResponse
        {
            AdditionalProperties = new AdditionalPropertiesDictionary { [GuardSignals.Verdict] = JsonSerializer.SerializeToElement(verdict, CensorshipEvalJson.For<Verdict>()) },
        };
        stored.GetVerdict()!.Engagement.ShouldBe(Engagement.Refused);
        new ChatResponse { AdditionalProperties = new AdditionalPropertiesDictionary { [GuardSignals.Verdict] = JsonSerializer.SerializeToElement(new { }) } }.GetVerdict().ShouldBeNull();
    }

    [Fact]
    public void What_is_no_notice_is_none()
    {
        var response = new ChatResponse { AdditionalProperties = new AdditionalPropertiesDictionary { [GuardSignals.Fallback] = JsonSerializer.SerializeToElement(new { }) } };
        response.GetFallback().ShouldBeNull();
        response.AdditionalProperties[GuardSignals.Fallback] = "words";
        response.GetFallback().ShouldBeNull();
    }

    // What is left where reflection is switched off, as it is in a trimmed app.
    private static JsonSerializerOptions Trimmed()
    {
        var options = new JsonSerializerOptions(AIJsonUtilities.DefaultOptions);
        foreach (IJsonTypeInfoResolver reflecting in options.TypeInfoResolverChain.Where(static resolver => resolver is DefaultJsonTypeInfoResolver).ToArray())
            options.TypeInfoResolverChain.Remove(reflecting);
        options.TypeInfoResolverChain.Add(GuardJson.TypeInfoResolver);
        return options;
    }
}
