namespace CensorshipEval.Targets;

/// <summary>Finds keys by their names.</summary>
internal static class ApiKey
{
    /// <summary>The key of a target; <see langword="null"/> when it names none.</summary>
    /// <exception cref="InputException">There is nothing under that name, or something that no header can carry.</exception>
    public static string? Find(TargetConnection connection, Func<string, string?> lookup, string place = "that environment variable")
    {
        if (connection.ApiKeyEnv is not { } name) return null;
        string? key = lookup(name)?.Trim();
        if (string.IsNullOrEmpty(key)) throw Error(connection, $"nothing under {Shown(name)}", $"the endpoint's key in {place}");
        return key.All(static c => c is > ' ' and < (char)0x7F) ? key : throw Error(connection, $"characters under {Shown(name)} that no header can carry", "the key alone, without spaces or line breaks");
    }

    // Names of variables are in capitals as a rule; whatever is not might be a key that was given in place of its name.
    private static string Shown(string name) =>
        name.Length <= 64 && name.Contains('_', StringComparison.Ordinal) && name.All(static c => char.IsAsciiLetterUpper(c) || char.IsAsciiDigit(c) || c == '_') ? name : "the name given";

    private static InputException Error(TargetConnection connection, string found, string expected) =>
        new(new InputError($"the key of {VisibleText.Of(connection.Target.Id)}", null, null, found, expected));
}
