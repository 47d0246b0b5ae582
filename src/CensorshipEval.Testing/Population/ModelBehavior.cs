using Microsoft.Extensions.AI;

namespace CensorshipEval.Testing;

/// <summary>
/// Asserts rates of a model in a sentence: <c>await ModelBehavior.Of(client).OnTopicsLike(corpus.In("en", "zh-Hans")).RefusalRate().ShouldBeAtMost(0.05)</c>.
/// Asks as few prompts as it takes, in an order drawn beforehand, and stops as soon as the answer is clear.
/// </summary>
public static class ModelBehavior
{
    /// <summary>Begins a sentence about a model.</summary>
    /// <param name="client">Whom to ask; the caller disposes it.</param>
    /// <param name="options">How, and at what cost at most.</param>
    /// <exception cref="InputException">An option is out of range.</exception>
    public static ModelUnderTest Of(IChatClient client, ModelBehaviorOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(client);
        options ??= new ModelBehaviorOptions();
        options.Check();
        return new ModelUnderTest(client, options);
    }
}
