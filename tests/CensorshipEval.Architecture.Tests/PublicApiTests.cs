using System.Reflection;

namespace CensorshipEval.Architecture.Tests;

public sealed class PublicApiTests
{
    public static TheoryData<string> Packages => [.. Repository.Packages];

    [Theory]
    [MemberData(nameof(Packages))]
    public void The_public_surface_is_the_approved_one(string package)
    {
        string folder = Path.Combine(Repository.Root, "tests", "CensorshipEval.Architecture.Tests", "Approved");
        string approved = Path.Combine(folder, $"{package}.txt");
        string received = Path.Combine(folder, $"{package}.received.txt");
        string surface = PublicApi.Describe(Assembly.Load(package));
        if (File.Exists(approved) && File.ReadAllText(approved).ReplaceLineEndings("\n") == surface)
        {
            File.Delete(received);
            return;
        }

        File.WriteAllText(received, surface);
        Assert.Fail($"The public API of {package} has changed. If that is meant, read {received} and move it over {Path.GetFileName(approved)}.");
    }
}
