using Microsoft.Extensions.AI;

namespace CensorshipEval.Guard;

/// <summary>
/// The mark beside a verdict that a fallback gave and no guard has counted: a guard further outside counts it, and takes the mark away. It is known by the
/// object and not by its text, so that nothing that came over the wire can be it.
/// </summary>
internal static class Uncounted
{
    public const string Name = "censorshipeval.uncounted";

    /// <summary>The mark itself.</summary>
    public static readonly object Mark = new string("yes".AsSpan());

    public static bool IsOn(AdditionalPropertiesDictionary properties) => ReferenceEquals(properties.GetValueOrDefault(Name), Mark);

    public static void Remove(AdditionalPropertiesDictionary? properties)
    {
        if (properties is not null && IsOn(properties)) properties.Remove(Name);
    }
}
