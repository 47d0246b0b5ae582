namespace CensorshipEval.Reporting.Tests.Browser;

/// <summary>A report in a folder of its own, which goes with it.</summary>
internal sealed class ReportFile : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("report ");

    private ReportFile(string name) => Path = System.IO.Path.Combine(_folder.FullName, name);

    public string Path { get; }

    public static async Task<ReportFile> WriteAsync(ReportedRun run, ReportOptions? options = null, string name = "report.html")
    {
        var file = new ReportFile(name);
        await HtmlReport.WriteAsync(file.Path, run, options, cancellationToken: TestContext.Current.CancellationToken);
        return file;
    }

    public void Dispose() => _folder.Delete(recursive: true);
}
