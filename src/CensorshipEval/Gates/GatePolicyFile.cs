using CensorshipEval.Corpora;
using FluentValidation.Results;

namespace CensorshipEval.Gates;

/// <summary>Loads a policy file.</summary>
internal static class GatePolicyFile
{
    private const string Expected = "a gate policy: a JSON object with a list of gates";

    public static async Task<GatePolicy> LoadAsync(string path, CancellationToken cancellationToken)
    {
        string source = VisibleText.Of(path);
        byte[] utf8 = await InputFile.ReadAsync(path, Expected, cancellationToken).ConfigureAwait(false);

        GatePolicy policy = Read(utf8, source);
        return policy.Baseline is { Store: { } store } baseline ? policy with { Baseline = baseline with { Store = Path.GetFullPath(Path.Combine(Path.GetDirectoryName(path) ?? "", store)) } } : policy;
    }

    internal static GatePolicy Read(ReadOnlyMemory<byte> utf8, string source)
    {
        var errors = new List<InputError>();
        GatePolicy? policy = null;
        if (JsonText.Parse(utf8, source, errors) is { } text && text.Root.RequireObject(errors))
        {
            DuplicateNames.Report(text, errors);
            policy = new GatePolicyReader(errors).Read(text.Root);
            Validate(policy, text.Root, errors);
        }

        return errors.Count == 0 && policy is not null ? policy : throw new InputException([.. errors.OrderBy(static error => error.Line ?? 0)]);
    }

    // What could not be read has been told already, and is not what it seems to a rule.
    private static void Validate(GatePolicy policy, JsonValue root, List<InputError> errors)
    {
        string[] told = [.. errors.Select(static error => error.Field).OfType<string>()];
        foreach (ValidationFailure failure in new GatePolicyValidator().Validate(policy).Errors)
        {
            string field = GatePolicyValidator.Field(failure);
            if (told.Any(other => IsWithin(field, other) || IsWithin(other, field))) continue;
            (JsonValue nearest, bool stands) = Find(root, field);
            errors.Add(new InputError(root.Source, nearest.Line, field, stands ? nearest.Quote() : "nothing", failure.ErrorMessage));
        }
    }

    private static bool IsWithin(string field, string outer) =>
        field.StartsWith(outer, StringComparison.Ordinal) && (field.Length == outer.Length || field[outer.Length] is '.' or '[');

    private static (JsonValue Nearest, bool Stands) Find(JsonValue root, string field)
    {
        JsonValue at = root;
        foreach (string step in field.Replace("[", ".[", StringComparison.Ordinal).Split('.', StringSplitOptions.RemoveEmptyEntries))
        {
            JsonValue next = default;
            bool found = step[0] == '[' ? TryItem(at, int.Parse(step[1..^1], System.Globalization.CultureInfo.InvariantCulture), out next) : at.TryGet(step, out next);
            if (!found) return (at, false);
            at = next;
        }

        return (at, true);
    }

    private static bool TryItem(JsonValue list, int index, out JsonValue item)
    {
        item = default;
        if (list.Kind is not System.Text.Json.JsonValueKind.Array) return false;
        foreach (JsonValue child in list.Children())
        {
            if (index-- != 0) continue;
            item = child;
            return true;
        }

        return false;
    }
}
