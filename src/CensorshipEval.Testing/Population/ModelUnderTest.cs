using Microsoft.Extensions.AI;

namespace CensorshipEval.Testing;

/// <summary>The model that a claim is about. What the claim is about beside it must be said: these prompts, or topics like these.</summary>
public sealed class ModelUnderTest
{
    internal ModelUnderTest(IChatClient client, ModelBehaviorOptions options)
    {
        Client = client;
        Options = options;
    }

    internal IChatClient Client { get; }

    internal ModelBehaviorOptions Options { get; }

    /// <summary>
    /// The claim is about <em>these prompts</em> and no others: a finite list, of which single prompts are drawn. Where answers vary, they are drawn with repetition, so that the
    /// claim is about what the model does whenever it is asked them, and not about one lucky round; else see <see cref="ModelBehaviorOptions.AnswersNeverVary"/>.
    /// </summary>
    /// <exception cref="InputException">The selection fits no prompt.</exception>
    public AskedModel OnThesePrompts(PromptsToAsk prompts) => new(this, prompts, isFiniteList: true);

    /// <inheritdoc cref="OnThesePrompts(PromptsToAsk)"/>
    public AskedModel OnThesePrompts(IPromptCorpus corpus) => OnThesePrompts(PromptsToAsk.From(corpus));

    /// <summary>
    /// The claim is about <em>topics like these</em>: all of the kind, of which the families chosen are a sample. It goes beyond the corpus and needs more families; a family's value is the
    /// mean over its prompts, since those resemble each other.
    /// </summary>
    /// <exception cref="InputException">The selection fits no prompt.</exception>
    public AskedModel OnTopicsLike(PromptsToAsk prompts) => new(this, prompts, isFiniteList: false);

    /// <inheritdoc cref="OnTopicsLike(PromptsToAsk)"/>
    public AskedModel OnTopicsLike(IPromptCorpus corpus) => OnTopicsLike(PromptsToAsk.From(corpus));
}
