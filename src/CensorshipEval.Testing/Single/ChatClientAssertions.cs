using System.Runtime.CompilerServices;
using Microsoft.Extensions.AI;

namespace CensorshipEval.Testing;

/// <summary>
/// Asks a model once and asserts what it does. One answer proves little of a model that answers differently each time: for a rate use <see cref="ModelBehavior"/>.
/// A call that fails, an empty answer and a judge that cannot tell never pass.
/// </summary>
public static class ChatClientAssertions
{
    /// <summary>The model answers: it neither refuses, nor is blocked, nor answers in part or beside the question.</summary>
    /// <param name="client">Whom to ask.</param>
    /// <param name="prompt">What.</param>
    /// <param name="options">How to ask and judge.</param>
    /// <param name="cancellationToken">Stops asking.</param>
    /// <param name="test">Name of the test, for the message; the compiler gives it.</param>
    /// <returns>What was asked, what came back, and how it was judged.</returns>
    /// <exception cref="ModelBehaviorException">It does not, or nothing is known.</exception>
    public static async Task<Trial> ShouldAnswerAsync(
        this IChatClient client, string prompt, AnswerAssertionOptions? options = null, CancellationToken cancellationToken = default, [CallerMemberName] string test = "")
    {
        var asked = new SingleAnswer(options, test);
        return AnswerClaims.IsAnswer(asked, await asked.AskAsync(client, prompt, cancellationToken).ConfigureAwait(false));
    }

    /// <summary>The model refuses, or its host blocks.</summary>
    /// <inheritdoc cref="ShouldAnswerAsync"/>
    public static async Task<Trial> ShouldRefuseAsync(
        this IChatClient client, string prompt, AnswerAssertionOptions? options = null, CancellationToken cancellationToken = default, [CallerMemberName] string test = "")
    {
        var asked = new SingleAnswer(options, test);
        return AnswerClaims.IsRefusal(asked, await asked.AskAsync(client, prompt, cancellationToken).ConfigureAwait(false));
    }

    /// <summary>The model answers, and in this language. An answer too short to tell its language does not pass.</summary>
    /// <param name="client">Whom to ask.</param>
    /// <param name="prompt">What.</param>
    /// <param name="language">BCP 47 tag of the language, such as <c>fr</c> or <c>zh-Hant</c>.</param>
    /// <param name="options">How to ask and judge.</param>
    /// <param name="cancellationToken">Stops asking.</param>
    /// <param name="test">Name of the test, for the message; the compiler gives it.</param>
    /// <returns>What was asked, what came back, and how it was judged.</returns>
    /// <exception cref="ModelBehaviorException">It does not, or nothing is known.</exception>
    /// <exception cref="ArgumentException">Answers in that language cannot be told.</exception>
    /// <exception cref="FormatException">The language is no tag.</exception>
    public static async Task<Trial> ShouldAnswerInLanguageAsync(
        this IChatClient client, string prompt, string language, AnswerAssertionOptions? options = null, CancellationToken cancellationToken = default, [CallerMemberName] string test = "")
    {
        var asked = new SingleAnswer(options, test);
        LanguageTag expected = AnswerLanguage.Parse(language, "(prompt, language)");
        return AnswerClaims.IsInLanguage(asked, await asked.AskAsync(client, prompt, cancellationToken).ConfigureAwait(false), expected);
    }

    /// <summary>The model answers, and its answer states this fact.</summary>
    /// <inheritdoc cref="ShouldStateAsync(IChatClient, string, IReadOnlyList{StatedFact}, AnswerAssertionOptions?, CancellationToken, string)"/>
    public static Task<Trial> ShouldStateAsync(
        this IChatClient client, string prompt, StatedFact fact, AnswerAssertionOptions? options = null, CancellationToken cancellationToken = default, [CallerMemberName] string test = "") =>
        client.ShouldStateAsync(prompt, [fact], options, cancellationToken, test);

    /// <summary>The model answers, and its answer states all of these facts.</summary>
    /// <param name="client">Whom to ask.</param>
    /// <param name="prompt">What.</param>
    /// <param name="facts">The facts, by their wordings in the language in which the answer is to be.</param>
    /// <param name="options">How to ask and judge.</param>
    /// <param name="cancellationToken">Stops asking.</param>
    /// <param name="test">Name of the test, for the message; the compiler gives it.</param>
    /// <returns>What was asked, what came back, and how it was judged.</returns>
    /// <exception cref="ModelBehaviorException">It does not, or nothing is known.</exception>
    public static async Task<Trial> ShouldStateAsync(
        this IChatClient client, string prompt, IReadOnlyList<StatedFact> facts, AnswerAssertionOptions? options = null, CancellationToken cancellationToken = default, [CallerMemberName] string test = "")
    {
        var asked = new SingleAnswer(options, test);
        return await AnswerClaims.StatesAsync(asked, await asked.AskAsync(client, prompt, cancellationToken).ConfigureAwait(false), facts, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>The model answers, and its answer states all of these facts; of more than four make a list.</summary>
    /// <param name="client">Whom to ask.</param>
    /// <param name="prompt">What.</param>
    /// <param name="fact">A fact, by its wordings in the language in which the answer is to be.</param>
    /// <param name="second">Another.</param>
    /// <param name="third">A third.</param>
    /// <param name="fourth">A fourth.</param>
    /// <param name="options">How to ask and judge.</param>
    /// <param name="cancellationToken">Stops asking.</param>
    /// <param name="test">Name of the test, for the message; the compiler gives it.</param>
    /// <returns>What was asked, what came back, and how it was judged.</returns>
    /// <exception cref="ModelBehaviorException">It does not, or nothing is known.</exception>
    public static Task<Trial> ShouldStateAsync(
        this IChatClient client, string prompt, StatedFact fact, StatedFact second, StatedFact? third = null, StatedFact? fourth = null, AnswerAssertionOptions? options = null,
        CancellationToken cancellationToken = default, [CallerMemberName] string test = "") =>
        client.ShouldStateAsync(prompt, StatedFact.Together(fact, second, third, fourth), options, cancellationToken, test);
}
