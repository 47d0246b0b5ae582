using System.Reflection;

namespace CensorshipEval.Docs.Tests.EntryPoints;

/// <summary>The entry points of the packages, by the definition that <see cref="EntryPointTests"/> states.</summary>
internal sealed class PublicSurface
{
    private readonly TypeFlow _flow = new(Packages.Select(Assembly.Load).SelectMany(static assembly => assembly.GetExportedTypes()));

    /// <summary>Names of the packages: all that the tests reference under the product's name, but what is for tests.</summary>
    public static IEnumerable<string> Packages { get; } =
        [.. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
            .Select(static path => Path.GetFileNameWithoutExtension(path))
            .Where(static name => name.StartsWith("CensorshipEval", StringComparison.Ordinal) && name is not ("CensorshipEval.TestKit" or "CensorshipEval.Docs.Tests"))
            .Order(StringComparer.Ordinal)];

    public IEnumerable<EntryPoint> Of(string package) => Assembly.Load(package).GetExportedTypes()
        .Where(static type => !type.IsEnum)
        .OrderBy(static type => type.FullName, StringComparer.Ordinal)
        .SelectMany(type => OfType(type).Concat(OfMembers(type)));

    private IEnumerable<EntryPoint> OfType(Type type)
    {
        bool isException = type.IsAssignableTo(typeof(Exception));
        bool isMade = !isException && type.GetConstructors().Length > 0 && _flow.IsTaken(type);
        if (isMade && !_flow.IsGiven(type)) yield return new EntryPoint(type.FullName!, EntryPoint.Constructor);
        else if (isMade || isException || (type.IsInterface && _flow.IsTaken(type)) || IsNames(type)) yield return new EntryPoint(type.FullName!, Member: null);
    }

    private static IEnumerable<EntryPoint> OfMembers(Type type) =>
        TypeFlow.Methods(type).Where(static method => method.IsStatic).Select(static method => method.Name)
            .Concat(type.GetProperties(TypeFlow.Public).Where(static property => property.GetMethod is { IsStatic: true }).Select(static property => EntryPoint.Getter + property.Name))
            .Concat(type.GetFields(TypeFlow.Public).Where(static field => field.IsStatic && !field.IsLiteral).Select(static field => field.Name))
            .Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)
            .Select(member => new EntryPoint(type.FullName!, member));

    /// <summary>Whether a class is a list of constants and no more.</summary>
    private static bool IsNames(Type type) =>
        type.IsAbstract && type.IsSealed && type.GetFields(TypeFlow.Public).Any(static field => field.IsLiteral) && !OfMembers(type).Any();
}
