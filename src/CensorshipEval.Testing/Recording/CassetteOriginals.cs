using System.Collections.Concurrent;

namespace CensorshipEval.Testing;

/// <summary>
/// Which request each key was made of, before anything was taken out of it. In the memory of one client only: by a hash of a secret in a file that is committed, the secret could be found out.
/// </summary>
internal sealed class CassetteOriginals
{
    private readonly ConcurrentDictionary<string, string> _originals = new(StringComparer.Ordinal);

    /// <summary>Fails where another request has the same key.</summary>
    /// <param name="request">The request without secrets.</param>
    /// <param name="key">Its key.</param>
    /// <param name="original">The request as it is.</param>
    /// <exception cref="ModelBehaviorException">They differ in nothing but what is taken out, and have no name.</exception>
    public void MustBeTheSame(CassetteRequest request, string key, CassetteRequest original)
    {
        // Who gives a name says by it which requests are one; a name that is a secret itself says nothing.
        if (request.Name is not null && request.Name == original.Name) return;
        string asked = original.ComputeKey();
        if (_originals.GetOrAdd(key, asked) == asked) return;
        FailureText text = new FailureText("Two requests differ in nothing but what is taken out of recordings as a secret, so that they would share one answer.")
            .Add("prompt", FailureText.Bounded(request.LastText)).Add("request", key)
            .Add("do", $"give them names of yours, one each: new {nameof(RecordingOptions)} {{ {nameof(RecordingOptions.RequestName)} = (messages, options) => \"which of them\" }}");
        throw new ModelBehaviorException(FailureKind.Recording, text.ToString());
    }
}
