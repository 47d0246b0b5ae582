using System.Runtime.CompilerServices;
using System.Text.Json;

namespace CensorshipEval.Corpora;

/// <summary>Finds properties that an object names twice: which one counts would be anyone's guess.</summary>
internal static class DuplicateNames
{
    private const int FewNames = 12;

    public static void Report(JsonText text, ICollection<InputError> errors) => Report(text.Root, errors);

    private static void Report(JsonValue value, ICollection<InputError> errors)
    {
        if (value.Kind is JsonValueKind.Object) ReportOwn(value, errors);
        if (value.Kind is not (JsonValueKind.Object or JsonValueKind.Array)) return;
        foreach (JsonValue child in value.Children()) Report(child, errors);
    }

    // Runs a million times before the runtime would see that it is hot.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void ReportOwn(JsonValue value, ICollection<InputError> errors)
    {
        if (value.Count < 2) return;
        if (value.Count <= FewNames)
        {
            foreach (JsonValue child in value.Children())
            {
                foreach (JsonValue earlier in value.Children())
                {
                    if (earlier.Row == child.Row) break;
                    if (!earlier.HasSameNameAs(child)) continue;
                    Add(child, errors);
                    break;
                }
            }

            return;
        }

        var seen = new HashSet<string>(value.Count, StringComparer.Ordinal);
        foreach (JsonValue child in value.Children())
        {
            if (!seen.Add(child.Name)) Add(child, errors);
        }
    }

    private static void Add(JsonValue child, ICollection<InputError> errors) =>
        errors.Add(new InputError(child.Source, child.Line, child.Path, "the same name a second time", "each name once in an object"));
}
