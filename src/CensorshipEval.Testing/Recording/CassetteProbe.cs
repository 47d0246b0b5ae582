namespace CensorshipEval.Testing;

/// <summary>Finds out whether a cassette can be written, before anybody is paid for an answer.</summary>
internal static class CassetteProbe
{
    /// <summary>Makes the folder, takes the lock and opens the file where it is there, and changes nothing in it.</summary>
    /// <param name="path">The file.</param>
    /// <param name="longest">How long to wait for others.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <exception cref="ModelBehaviorException">It cannot be written.</exception>
    public static async Task RunAsync(string path, TimeSpan longest, CancellationToken cancellationToken)
    {
        try
        {
            if (Directory.Exists(path)) throw new IOException($"{path} is a folder.");
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            using CassetteLock held = await CassetteLock.TakeAsync(path, longest, cancellationToken).ConfigureAwait(false);
            // That a file can be made there is shown by the lock.
            if (!File.Exists(path)) return;
            using var file = new FileStream(path, FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite | FileShare.Delete, 1);
        }
        catch (Exception exception) when (CassetteFailure.IsOfFiles(exception))
        {
            throw CassetteFailure.NotWritable(path, exception, wasAsked: false);
        }
    }
}
