using System.Text.Json.Serialization;
using CensorshipEval.Guard;

namespace CensorshipEval.Samples.GuardedChat;

/// <summary>What is asked.</summary>
internal sealed record Question(string? Message);

/// <summary>What is answered, by whom, and what the guard says of it.</summary>
internal sealed record Reply(string Text, string? Model, VerdictShown? Verdict, FallbackShown? Fallback);

internal sealed record VerdictShown(Delivery Delivery, Engagement? Engagement, bool IsRefusal)
{
    public static VerdictShown? Of(Verdict? verdict) => verdict is null ? null : new(verdict.Delivery, verdict.Engagement, verdict.IsHardRefusal);
}

internal sealed record FallbackShown(FallbackOutcome Outcome, string? FirstModel, VerdictShown? FirstVerdict, string? AnsweredBy)
{
    public static FallbackShown? Of(FallbackNotice? notice) =>
        notice is null ? null : new(notice.Outcome, notice.FirstModel, VerdictShown.Of(notice.FirstVerdict), notice.AnsweredBy);
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, UseStringEnumConverter = true, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(Question))]
[JsonSerializable(typeof(Reply))]
[JsonSerializable(typeof(string))]
internal sealed partial class ChatJson : JsonSerializerContext;
