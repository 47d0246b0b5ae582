using System.Runtime.CompilerServices;
using System.Text;

namespace CensorshipEval.Reporting.Tests.Golden;

/// <summary>Files that are compared to the byte with what was approved. A difference is written beside the file as <c>NAME.received.txt</c>.</summary>
internal static class GoldenFile
{
    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    public static void ShouldBe(string name, string text) => ShouldBe(name, Strict.GetBytes(text));

    public static void ShouldBe(string name, byte[] bytes)
    {
        string approved = Path.Combine(Folder(), name), received = $"{approved}.received.txt";
        if (File.Exists(approved) && File.ReadAllBytes(approved).AsSpan().SequenceEqual(bytes))
        {
            File.Delete(received);
            return;
        }

        File.WriteAllBytes(received, bytes);
        Assert.Fail($"{name} has changed. If that is meant, read {received} and move it over {name}.");
    }

    private static string Folder([CallerFilePath] string here = "")
    {
        if (Directory.Exists(Path.GetDirectoryName(here))) return Path.GetDirectoryName(here)!;
        // A deterministic build maps the path of this file, so look upwards from where the tests run as well.
        for (DirectoryInfo? folder = new(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "CensorshipEval.sln"))) return Path.Combine(folder.FullName, "tests", "CensorshipEval.Reporting.Tests", "Golden");
        }

        throw new InvalidOperationException("The tests must run from inside the source tree.");
    }
}
