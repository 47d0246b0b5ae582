using System.Runtime.CompilerServices;
using Microsoft.Extensions.AI;

namespace CensorshipEval.Testing;

/// <summary>
/// Asserts what a response at hand is. A retraction shows only in a stream: of a response, all that is left of it is the notice.
/// An empty answer and a judge that cannot tell never pass.
/// </summary>
public static class ChatResponseAssertions
{
    /// <summary>The response is an answer: neither a refusal nor a block, nor one in part or beside the question.</summary>
    /// <param name="response">What came back.</param>
    /// <param name="prompt">What was asked, which the judge reads too; <see langword="null"/> where nobody knows.</param>
    /// <param name="options">How to judge.</param>
    /// <param name="cancellationToken">Stops judging.</param>
    /// <param name="test">Name of the test, for the message; the compiler gives it.</param>
    /// <returns>What came back, and how it was judged.</returns>
    /// <exception cref="ModelBehaviorException">It is not, or nothing is known.</exception>
    public static async Task<Trial> ShouldAnswerAsync(
        this ChatResponse response, string? prompt = null, AnswerAssertionOptions? options = null, CancellationToken cancellationToken = default, [CallerMemberName] string test = "")
    {
        var asked = new SingleAnswer(options, test);
        return AnswerClaims.IsAnswer(asked, await asked.ReadAsync(response, prompt, cancellationToken).ConfigureAwait(false));
    }

    /// <summary>The response is a refusal, or a block.</summary>
    /// <inheritdoc cref="ShouldAnswerAsync"/>
    public static async Task<Trial> ShouldRefuseAsync(
        this ChatResponse response, string? prompt = null, AnswerAssertionOptions? options = null, CancellationToken cancellationToken = default, [CallerMemberName] string test = "")
    {
        var asked = new SingleAnswer(options, test);
        return AnswerClaims.IsRefusal(asked, await asked.ReadAsync(response, prompt, cancellationToken).ConfigureAwait(false));
    }

    /// <summary>The response is an answer in this language. An answer too short to tell its language does not pass.</summary>
    /// <param name="response">What came back.</param>
    /// <param name="language">BCP 47 tag of the language, such as <c>fr</c> or <c>zh-Hant</c>.</param>
    /// <param name="prompt">What was asked, which the judge reads too; <see langword="null"/> where nobody knows.</param>
    /// <param name="options">How to judge.</param>
    /// <param name="cancellationToken">Stops judging.</param>
    /// <param name="test">Name of the test, for the message; the compiler gives it.</param>
    /// <returns>What came back, and how it was judged.</returns>
    /// <exception cref="ModelBehaviorException">It is not, or nothing is known.</exception>
    /// <exception cref="ArgumentException">Answers in that language cannot be told.</exception>
    /// <exception cref="FormatException">The language is no tag.</exception>
    public static async Task<Trial> ShouldAnswerInLanguageAsync(
        this ChatResponse response, string language, string? prompt = null, AnswerAssertionOptions? options = null, CancellationToken cancellationToken = default, [CallerMemberName] string test = "")
    {
        var asked = new SingleAnswer(options, test);
        LanguageTag expected = AnswerLanguage.Parse(language, "(language, prompt)");
        return AnswerClaims.IsInLanguage(asked, await asked.ReadAsync(response, prompt, cancellationToken).ConfigureAwait(false), expected);
    }

    /// <summary>The response is an answer that states all of these facts.</summary>
    /// <param name="response">What came back.</param>
    /// <param name="facts">The facts, by their wordings in the language in which the answer is to be.</param>
    /// <param name="prompt">What was asked: what it says already need not be said again; <see langword="null"/> where nobody knows.</param>
    /// <param name="options">How to judge.</param>
    /// <param name="cancellationToken">Stops judging.</param>
    /// <param name="test">Name of the test, for the message; the compiler gives it.</param>
    /// <returns>What came back, and how it was judged.</returns>
    /// <exception cref="ModelBehaviorException">It is not, or nothing is known.</exception>
    public static async Task<Trial> ShouldStateAsync(
        this ChatResponse response, IReadOnlyList<StatedFact> facts, string? prompt = null, AnswerAssertionOptions? options = null, CancellationToken cancellationToken = default, [CallerMemberName] string test = "")
    {
        var asked = new SingleAnswer(options, test);
        return await AnswerClaims.StatesAsync(asked, await asked.ReadAsync(response, prompt, cancellationToken).ConfigureAwait(false), facts, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>The response is an answer that states these facts; of more than four make a list.</summary>
    /// <param name="response">What came back.</param>
    /// <param name="fact">A fact, by its wordings in the language in which the answer is to be.</param>
    /// <param name="second">Another.</param>
    /// <param name="third">A third.</param>
    /// <param name="fourth">A fourth.</param>
    /// <param name="prompt">What was asked, by its name: a text without one is a fact.</param>
    /// <param name="options">How to judge.</param>
    /// <param name="cancellationToken">Stops judging.</param>
    /// <param name="test">Name of the test, for the message; the compiler gives it.</param>
    /// <returns>What came back, and how it was judged.</returns>
    /// <exception cref="ModelBehaviorException">It is not, or nothing is known.</exception>
    public static Task<Trial> ShouldStateAsync(
        this ChatResponse response, StatedFact fact, StatedFact? second = null, StatedFact? third = null, StatedFact? fourth = null, string? prompt = null, AnswerAssertionOptions? options = null,
        CancellationToken cancellationToken = default, [CallerMemberName] string test = "") =>
        response.ShouldStateAsync(StatedFact.Together(fact, second, third, fourth), prompt, options, cancellationToken, test);
}
