using System.Reflection;
using System.Text.RegularExpressions;

namespace CensorshipEval.Architecture.Tests;

public sealed partial class SourceLayoutTests
{
    public static TheoryData<string> Packages => [.. Repository.Packages];

    [Theory]
    [MemberData(nameof(Packages))]
    public void A_file_holds_at_most_one_public_type_and_bears_its_name(string package)
    {
        foreach (string file in Repository.SourceFiles(package))
        {
            string[] types = [.. PublicType().Matches(File.ReadAllText(file)).Select(static match => match.Groups["name"].Value)];
            types.Length.ShouldBeLessThanOrEqualTo(1, file);
            if (types.Length == 1) Path.GetFileNameWithoutExtension(file).ShouldBe(types[0], file);
        }
    }

    [Theory]
    [MemberData(nameof(Packages))]
    public void No_file_is_a_room_with_many_trades(string package)
    {
        foreach (string file in Repository.SourceFiles(package))
            File.ReadLines(file).Count().ShouldBeLessThanOrEqualTo(250, file);
    }

    [Theory]
    [MemberData(nameof(Packages))]
    public void No_public_name_is_one_that_users_import_from_the_platform_anyway(string package)
    {
        HashSet<string> taken =
        [
            .. new[] { typeof(object), typeof(Enumerable), typeof(Uri), typeof(System.Text.Json.JsonSerializer), typeof(Microsoft.Extensions.AI.IChatClient) }
                .SelectMany(static type => type.Assembly.GetExportedTypes())
                .Where(static type => type.Namespace is "System" or "System.Collections.Generic" or "System.IO" or "System.Linq" or "System.Net.Http" or
                    "System.Threading" or "System.Threading.Tasks" or "Microsoft.Extensions.AI")
                .Select(static type => type.Name),
        ];
        Assembly.Load(package).GetExportedTypes().Select(static type => type.Name).Where(taken.Contains).ShouldBeEmpty();
    }

    [GeneratedRegex(@"^public (?:(?:sealed|static|abstract|readonly|partial|ref) )*(?:class|record struct|record|struct|interface|enum) (?<name>\w+)", RegexOptions.Multiline | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex PublicType();
}
