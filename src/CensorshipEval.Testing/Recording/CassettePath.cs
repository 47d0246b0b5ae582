namespace CensorshipEval.Testing;

/// <summary>Where a cassette is: beside the source of the test, so that it can be committed.</summary>
internal static class CassettePath
{
    public static string Resolve(string path, string callerFile)
    {
        if (Path.IsPathRooted(path)) return Path.GetFullPath(path);
        string? folder = Path.GetDirectoryName(callerFile);
        // A deterministic build tells no real path, and a published test has its source elsewhere.
        bool exists = !string.IsNullOrEmpty(folder) && Path.IsPathRooted(folder) && Directory.Exists(folder);
        return Path.GetFullPath(path, exists ? folder! : AppContext.BaseDirectory);
    }
}
