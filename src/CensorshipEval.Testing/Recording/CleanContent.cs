using System.Text.Json;
using Microsoft.Extensions.AI;

namespace CensorshipEval.Testing;

/// <summary>A content of an answer, and its text without secrets, where it has one.</summary>
internal readonly record struct CleanContent(AIContent Content, string? Text)
{
    /// <exception cref="ModelBehaviorException">It is of a type that nothing is known of.</exception>
    public JsonElement ToJson(SecretScrubber secrets)
    {
        if (CassetteContent.TryRead(Content, secrets, out JsonElement read)) return Text is null ? read : CassetteContent.WithText(read, Text);
        FailureText text = new FailureText("The answer was not recorded: it holds what could not be replayed.")
            .Add("content", $"a {Content.GetType().Name}, which is no type of Microsoft.Extensions.AI").Add("do", "put the recording client behind the one that makes this content");
        throw new ModelBehaviorException(FailureKind.Recording, text.ToString());
    }
}
