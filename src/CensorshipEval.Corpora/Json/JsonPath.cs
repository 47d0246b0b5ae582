namespace CensorshipEval.Corpora;

/// <summary>How the place of a value is written in messages.</summary>
internal static class JsonPath
{
    /// <summary>One property as a step of a path: <c>.name</c>, or <c>['odd name']</c>.</summary>
    public static string Step(string name) =>
        name.Length is > 0 and <= VisibleText.MaxQuoted && name.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '$')
            ? "." + name
            : $"[{VisibleText.Quote(name)}]";

    /// <summary>A property below a path, which may be <see langword="null"/> for the root.</summary>
    public static string Combine(string? path, string name) => path is null ? Step(name).TrimStart('.') : path + Step(name);
}
