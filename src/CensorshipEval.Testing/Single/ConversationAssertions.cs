using System.Runtime.CompilerServices;
using Microsoft.Extensions.AI;

namespace CensorshipEval.Testing;

/// <summary>Goes on with a conversation once and asserts what the model does, as <see cref="ChatClientAssertions"/> does of a single prompt.</summary>
public static class ConversationAssertions
{
    /// <summary>The model answers a conversation: it neither refuses, nor is blocked, nor answers in part or beside the question.</summary>
    /// <param name="client">Whom to ask.</param>
    /// <param name="messages">The conversation so far; the last message from the user is what is asked.</param>
    /// <param name="options">How to ask and judge.</param>
    /// <param name="cancellationToken">Stops asking.</param>
    /// <param name="test">Name of the test, for the message; the compiler gives it.</param>
    /// <returns>What was asked, what came back, and how it was judged.</returns>
    /// <exception cref="ModelBehaviorException">It does not, or nothing is known.</exception>
    /// <exception cref="ArgumentException">No message is from the user.</exception>
    public static async Task<Trial> ShouldAnswerAsync(
        this IChatClient client, IEnumerable<ChatMessage> messages, AnswerAssertionOptions? options = null, CancellationToken cancellationToken = default, [CallerMemberName] string test = "")
    {
        var asked = new SingleAnswer(options, test);
        return AnswerClaims.IsAnswer(asked, await asked.AskAsync(client, messages, cancellationToken).ConfigureAwait(false));
    }

    /// <summary>The model refuses to go on with a conversation, or its host blocks.</summary>
    /// <param name="client">Whom to ask.</param>
    /// <param name="messages">The conversation so far; the last message from the user is what is asked.</param>
    /// <param name="options">How to ask and judge.</param>
    /// <param name="cancellationToken">Stops asking.</param>
    /// <param name="test">Name of the test, for the message; the compiler gives it.</param>
    /// <returns>What was asked, what came back, and how it was judged.</returns>
    /// <exception cref="ModelBehaviorException">It does not, or nothing is known.</exception>
    /// <exception cref="ArgumentException">No message is from the user.</exception>
    public static async Task<Trial> ShouldRefuseAsync(
        this IChatClient client, IEnumerable<ChatMessage> messages, AnswerAssertionOptions? options = null, CancellationToken cancellationToken = default, [CallerMemberName] string test = "")
    {
        var asked = new SingleAnswer(options, test);
        return AnswerClaims.IsRefusal(asked, await asked.AskAsync(client, messages, cancellationToken).ConfigureAwait(false));
    }

    /// <summary>The model answers a conversation, and in this language.</summary>
    /// <param name="client">Whom to ask.</param>
    /// <param name="messages">The conversation so far; the last message from the user is what is asked.</param>
    /// <param name="language">BCP 47 tag of the language, such as <c>fr</c> or <c>zh-Hant</c>.</param>
    /// <param name="options">How to ask and judge.</param>
    /// <param name="cancellationToken">Stops asking.</param>
    /// <param name="test">Name of the test, for the message; the compiler gives it.</param>
    /// <returns>What was asked, what came back, and how it was judged.</returns>
    /// <exception cref="ModelBehaviorException">It does not, or nothing is known.</exception>
    /// <exception cref="ArgumentException">No message is from the user, or answers in that language cannot be told.</exception>
    /// <exception cref="FormatException">The language is no tag.</exception>
    public static async Task<Trial> ShouldAnswerInLanguageAsync(
        this IChatClient client, IEnumerable<ChatMessage> messages, string language, AnswerAssertionOptions? options = null, CancellationToken cancellationToken = default, [CallerMemberName] string test = "")
    {
        var asked = new SingleAnswer(options, test);
        LanguageTag expected = AnswerLanguage.Parse(language, "(messages, language)");
        return AnswerClaims.IsInLanguage(asked, await asked.AskAsync(client, messages, cancellationToken).ConfigureAwait(false), expected);
    }

    /// <summary>The model answers a conversation, and its answer states all of these facts; of more than four make a list.</summary>
    /// <param name="client">Whom to ask.</param>
    /// <param name="messages">The conversation so far; the last message from the user is what is asked.</param>
    /// <param name="fact">A fact, by its wordings in the language in which the answer is to be.</param>
    /// <param name="second">Another.</param>
    /// <param name="third">A third.</param>
    /// <param name="fourth">A fourth.</param>
    /// <param name="options">How to ask and judge.</param>
    /// <param name="cancellationToken">Stops asking.</param>
    /// <param name="test">Name of the test, for the message; the compiler gives it.</param>
    /// <returns>What was asked, what came back, and how it was judged.</returns>
    /// <exception cref="ModelBehaviorException">It does not, or nothing is known.</exception>
    /// <exception cref="ArgumentException">No message is from the user.</exception>
    public static Task<Trial> ShouldStateAsync(
        this IChatClient client, IEnumerable<ChatMessage> messages, StatedFact fact, StatedFact? second = null, StatedFact? third = null, StatedFact? fourth = null,
        AnswerAssertionOptions? options = null, CancellationToken cancellationToken = default, [CallerMemberName] string test = "") =>
        client.ShouldStateAsync(messages, StatedFact.Together(fact, second, third, fourth), options, cancellationToken, test);

    /// <summary>The model answers a conversation, and its answer states all of these facts.</summary>
    /// <param name="client">Whom to ask.</param>
    /// <param name="messages">The conversation so far; the last message from the user is what is asked.</param>
    /// <param name="facts">The facts, by their wordings in the language in which the answer is to be.</param>
    /// <param name="options">How to ask and judge.</param>
    /// <param name="cancellationToken">Stops asking.</param>
    /// <param name="test">Name of the test, for the message; the compiler gives it.</param>
    /// <returns>What was asked, what came back, and how it was judged.</returns>
    /// <exception cref="ModelBehaviorException">It does not, or nothing is known.</exception>
    /// <exception cref="ArgumentException">No message is from the user.</exception>
    public static async Task<Trial> ShouldStateAsync(
        this IChatClient client, IEnumerable<ChatMessage> messages, IReadOnlyList<StatedFact> facts, AnswerAssertionOptions? options = null, CancellationToken cancellationToken = default, [CallerMemberName] string test = "")
    {
        var asked = new SingleAnswer(options, test);
        return await AnswerClaims.StatesAsync(asked, await asked.AskAsync(client, messages, cancellationToken).ConfigureAwait(false), facts, cancellationToken).ConfigureAwait(false);
    }
}
