namespace CensorshipEval.Docs.Tests.EntryPoints;

/// <summary>Something public that a user begins with.</summary>
/// <param name="Type">Full name of the type.</param>
/// <param name="Member">Name in metadata of the member that has to be used; null where any member of the type will do.</param>
internal sealed record EntryPoint(string Type, string? Member)
{
    public const string Constructor = ".ctor";

    public const string Getter = "get_";

    public override string ToString() => Member switch
    {
        null => $"{Type}, any member",
        Constructor => $"new {Type}(...)",
        _ when Member.StartsWith(Getter, StringComparison.Ordinal) => $"{Type}.{Member[Getter.Length..]}",
        _ => $"{Type}.{Member}(...)",
    };
}
