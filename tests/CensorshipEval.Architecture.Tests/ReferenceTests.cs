using System.Xml.Linq;

namespace CensorshipEval.Architecture.Tests;

public sealed class ReferenceTests
{
    /// <summary>What each package may reference: the table in docs/architecture.md.</summary>
    private static readonly Dictionary<string, string[]> Allowed = new(StringComparer.Ordinal)
    {
        ["CensorshipEval.Abstractions"] = ["Microsoft.Extensions.AI.Abstractions"],
        ["CensorshipEval.Detection"] = ["CensorshipEval.Abstractions"],
        ["CensorshipEval.Corpora"] = ["CensorshipEval.Abstractions", "FluentValidation"],
        ["CensorshipEval.Clients"] = ["CensorshipEval.Abstractions", "Polly.Core", "System.Threading.RateLimiting"],
        ["CensorshipEval.Guard"] =
        [
            "CensorshipEval.Abstractions", "CensorshipEval.Detection", "Polly.Core", "Microsoft.Extensions.DependencyInjection.Abstractions",
            "Microsoft.Extensions.Options.ConfigurationExtensions", "Microsoft.Extensions.Logging.Abstractions",
        ],
        ["CensorshipEval"] =
        [
            "CensorshipEval.Abstractions", "CensorshipEval.Detection", "CensorshipEval.Corpora", "CensorshipEval.Clients", "MathNet.Numerics", "FluentValidation",
            "Microsoft.Extensions.DependencyInjection.Abstractions", "Microsoft.Extensions.Options.ConfigurationExtensions", "Microsoft.Extensions.Logging.Abstractions",
        ],
        ["CensorshipEval.Reporting"] = ["CensorshipEval"],
        ["CensorshipEval.Testing"] = ["CensorshipEval"],
        ["CensorshipEval.Storage.Sqlite"] = ["CensorshipEval.Abstractions", "Microsoft.Data.Sqlite"],
    };

    public static TheoryData<string> Packages => [.. Repository.Packages];

    [Fact]
    public void Every_package_stands_in_the_table() => Repository.Packages.ShouldBe(Allowed.Keys, ignoreOrder: true);

    [Theory]
    [MemberData(nameof(Packages))]
    public void A_package_references_nothing_but_what_the_table_allows(string package)
    {
        var project = XDocument.Load(Path.Combine(Repository.Root, "src", package, $"{package}.csproj"));
        IEnumerable<string> references = project.Descendants("PackageReference").Select(static reference => reference.Attribute("Include")!.Value)
            .Concat(project.Descendants("ProjectReference").Select(static reference => Path.GetFileNameWithoutExtension(reference.Attribute("Include")!.Value)));
        references.Except(Allowed[package], StringComparer.Ordinal).ShouldBeEmpty();
    }

    [Theory]
    [MemberData(nameof(Packages))]
    public void The_documentation_tells_the_same_table(string package)
    {
        string page = File.ReadAllText(Path.Combine(Repository.Root, "docs", "architecture.md"));
        string row = page.Split('\n').FirstOrDefault(line => line.StartsWith($"| {package} |", StringComparison.Ordinal)) ?? "";
        string cell = row.Split('|', StringSplitOptions.TrimEntries).Reverse().Skip(1).FirstOrDefault() ?? "";
        cell.Split(", ", StringSplitOptions.RemoveEmptyEntries).ShouldBe(Allowed[package], ignoreOrder: true, $"row '{package}' of docs/architecture.md");
    }
}
