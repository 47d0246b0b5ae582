namespace CensorshipEval.Testing;

/// <summary>Where a cassette is: beside the source of the test, so that it can be committed, or where that is not on this machine, beside the program.</summary>
/// <param name="Full">The file.</param>
/// <param name="Given">The path as it was given.</param>
/// <param name="Missing">The folder of the source, where the path counts from it and it is not there; as a deterministic build calls it, mostly.</param>
internal sealed record CassettePath(string Full, string Given, string? Missing)
{
    public static CassettePath Resolve(string path, string callerFile)
    {
        if (Path.IsPathRooted(path)) return new CassettePath(Path.GetFullPath(path), path, null);
        string? folder = Path.GetDirectoryName(callerFile);
        bool exists = !string.IsNullOrEmpty(folder) && Path.IsPathRooted(folder) && Directory.Exists(folder);
        return exists ? new CassettePath(Path.GetFullPath(path, folder!), path, null) : new CassettePath(Path.GetFullPath(path, AppContext.BaseDirectory), path, string.IsNullOrEmpty(folder) ? callerFile : folder);
    }

    /// <summary>Fails where recordings would be written beside the program, and never be committed.</summary>
    /// <exception cref="ModelBehaviorException">The source is not on this machine.</exception>
    public void MustBeBesideTheSource()
    {
        if (Missing is null) return;
        FailureText text = new FailureText("Nothing is recorded: the path counts from the folder of the test's source, which is not on this machine. Nobody was asked.")
            .Add("path", Given).Add("source", Source).Add("do", "give an absolute path, or record with a build that is not deterministic: -p:ContinuousIntegrationBuild=false");
        throw new ModelBehaviorException(FailureKind.Recording, text.ToString());
    }

    /// <summary>Says of a file that was not found how it gets beside the program.</summary>
    public FailureText Explain(FailureText text)
    {
        if (Missing is null) return text;
        string folder = (Path.GetDirectoryName(Given) ?? "").Replace('\\', '/');
        text.Add("source", $"{Source}, so that the file is looked for beside the program");
        if (folder.Split('/').Contains("..")) return text.Add("do", "give an absolute path, or one without ..");
        string below = folder.Length == 0 ? "" : folder + "/";
        return text.Add("do", $"copy recordings beside the program, by this line in the project: <Content Include=\"{below}*.jsonl\" CopyToOutputDirectory=\"PreserveNewest\" />")
            .Add("or", $"where the test stands in a folder of the project: <Content Include=\"Folder/{below}*.jsonl\" Link=\"{below}%(Filename)%(Extension)\" CopyToOutputDirectory=\"PreserveNewest\" />");
    }

    private string Source => $"{(string.IsNullOrEmpty(Missing) ? "(unknown)" : FailureText.Bounded(Missing, 200))} is no folder of this machine (a build for CI hides real paths)";
}
