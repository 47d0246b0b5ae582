namespace CensorshipEval.Export;

/// <summary>A file that appears whole or not at all: written beside its place, moved there at the end.</summary>
internal static class AtomicFile
{
    public static async Task WriteAsync(string path, Func<Stream, Task> write)
    {
        string full = Path.GetFullPath(path);
        if (full.StartsWith("/dev/", StringComparison.Ordinal))
        {
            // A device or a pipe is written to; moving a file to its place would replace it.
            FileStream device = new(full, FileMode.Open, FileAccess.Write, FileShare.ReadWrite, 1 << 16);
            await using (device.ConfigureAwait(false)) await write(device).ConfigureAwait(false);
            return;
        }

        string temporary = Path.Combine(Path.GetDirectoryName(full)!, $".{Path.GetFileName(full)}.{Environment.ProcessId}.tmp");
        try
        {
            FileStream stream = new(temporary, FileMode.Create, FileAccess.Write, FileShare.None, 1 << 16, FileOptions.Asynchronous);
            await using (stream.ConfigureAwait(false)) await write(stream).ConfigureAwait(false);
            File.Move(temporary, full, overwrite: true);
        }
        catch
        {
            File.Delete(temporary);
            throw;
        }
    }
}
