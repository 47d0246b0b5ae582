using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace CensorshipEval.Docs.Tests.EntryPoints;

/// <summary>What compiled code uses of others: members called or set, interfaces implemented, classes extended, exceptions caught.</summary>
/// <remarks>Read from metadata, never from text. Being mentioned in the signature of a called method is no use of a type.</remarks>
internal sealed class Uses
{
    private readonly HashSet<string> _types = new(StringComparer.Ordinal);
    private readonly HashSet<(string Type, string Member)> _members = [];

    public static IEnumerable<string> Samples { get; } =
        [.. Directory.EnumerateFiles(Path.Combine(AppContext.BaseDirectory, "Samples"), "*.dll").Order(StringComparer.Ordinal)];

    /// <summary>A copy by <c>with</c> is a way to make a type, too: what makes it is the copy's method.</summary>
    public bool Has(EntryPoint entry) => entry.Member is null ? _types.Contains(entry.Type)
        : _members.Contains((entry.Type, entry.Member)) || (entry.Member is EntryPoint.Constructor && _members.Contains((entry.Type, "<Clone>$")));

    public static Uses OfSamplesAndSnippets(CancellationToken cancellationToken)
    {
        var uses = new Uses();
        foreach (string sample in Samples)
        {
            using FileStream file = File.OpenRead(sample);
            uses.Read(file);
        }

        foreach ((string page, int block) in Snippets.All) uses.Add(Snippets.Compile(page, block, cancellationToken), cancellationToken);
        return uses;
    }

    public void Add(CSharpCompilation program, CancellationToken cancellationToken)
    {
        using var image = new MemoryStream();
        program.Emit(image, cancellationToken: cancellationToken).Diagnostics.Where(static diagnostic => diagnostic.Severity == DiagnosticSeverity.Error).ShouldBeEmpty();
        image.Position = 0;
        Read(image);
        ReadConstants(program, cancellationToken);
    }

    private void Read(Stream image)
    {
        using var file = new PEReader(image);
        MetadataReader reader = file.GetMetadataReader();
        foreach (MemberReferenceHandle handle in reader.MemberReferences)
        {
            MemberReference member = reader.GetMemberReference(handle);
            if (NameOf(reader, member.Parent) is not { } type) continue;
            _types.Add(type);
            _members.Add((type, reader.GetString(member.Name)));
        }

        foreach (TypeDefinition type in reader.TypeDefinitions.Select(reader.GetTypeDefinition))
        {
            Add(NameOf(reader, type.BaseType));
            foreach (InterfaceImplementationHandle handle in type.GetInterfaceImplementations()) Add(NameOf(reader, reader.GetInterfaceImplementation(handle).Interface));
            foreach (MethodDefinition method in type.GetMethods().Select(reader.GetMethodDefinition).Where(static method => method.RelativeVirtualAddress != 0))
            {
                foreach (ExceptionRegion region in file.GetMethodBody(method.RelativeVirtualAddress).ExceptionRegions) Add(NameOf(reader, region.CatchType));
            }
        }
    }

    /// <summary>The compiler writes a constant's value and forgets its name: of these, only snippets can tell.</summary>
    private void ReadConstants(CSharpCompilation compilation, CancellationToken cancellationToken)
    {
        foreach (Microsoft.CodeAnalysis.SyntaxTree tree in compilation.SyntaxTrees)
        {
            SemanticModel model = compilation.GetSemanticModel(tree);
            foreach (SimpleNameSyntax name in tree.GetRoot(cancellationToken).DescendantNodes().OfType<SimpleNameSyntax>())
            {
                if (model.GetSymbolInfo(name, cancellationToken).Symbol is IFieldSymbol { IsConst: true } constant) Add(constant.ContainingType.ToDisplayString());
            }
        }
    }

    private void Add(string? type)
    {
        if (type is not null) _types.Add(type);
    }

    private static string? NameOf(MetadataReader reader, EntityHandle handle)
    {
        if (handle.IsNil || handle.Kind != HandleKind.TypeReference) return null;
        TypeReference type = reader.GetTypeReference((TypeReferenceHandle)handle);
        string name = reader.GetString(type.Name);
        if (type.ResolutionScope.Kind == HandleKind.TypeReference) return $"{NameOf(reader, type.ResolutionScope)}+{name}";
        return type.Namespace.IsNil ? name : $"{reader.GetString(type.Namespace)}.{name}";
    }
}
