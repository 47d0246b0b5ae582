using System.Security.Cryptography;

namespace CensorshipEval.Export;

/// <summary>A file that appears whole or not at all: written beside its place, moved there at the end; of several writers at a time, the last one wins. Pipes and devices are written straight to.</summary>
internal static class AtomicFile
{
    public static async Task WriteAsync(string path, Func<Stream, Task> write)
    {
        string full = Path.GetFullPath(path);
        if (OpenOther(full) is { } other)
        {
            await using (other.ConfigureAwait(false)) await write(other).ConfigureAwait(false);
            return;
        }

        // Of this call alone, so that writers of one path do not meet, and what is deleted below is nobody else's.
        string temporary = Path.Combine(Path.GetDirectoryName(full)!, $".censorshipeval-{RandomNumberGenerator.GetHexString(20, lowercase: true)}.tmp");
        FileStream stream = new(temporary, FileMode.CreateNew, FileAccess.Write, FileShare.None, 1 << 16, FileOptions.Asynchronous);
        try
        {
            await using (stream.ConfigureAwait(false)) await write(stream).ConfigureAwait(false);
            File.Move(temporary, full, overwrite: true);
        }
        catch
        {
            File.Delete(temporary);
            throw;
        }
    }

    /// <summary>
    /// A stream to what exists there and is no regular file, which moving a file to its place would replace; <see langword="null"/> for a
    /// regular file, or none. A named pipe is waited for until someone reads it.
    /// </summary>
    private static FileStream? OpenOther(string path)
    {
        if (!File.Exists(path)) return null;
        bool device = IsDevice(path) || (File.ResolveLinkTarget(path, returnFinalTarget: true) is { } target && IsDevice(target.FullName));
        FileStream stream = new(path, FileMode.Open, FileAccess.Write, FileShare.ReadWrite, 1 << 16);
        // Some devices can be sought in; beside them, only a regular file can.
        if (device || !stream.CanSeek) return stream;
        stream.Dispose();
        return null;
    }

    // Shared memory is a folder of plain files.
    private static bool IsDevice(string path) => path.StartsWith("/dev/", StringComparison.Ordinal) && !path.StartsWith("/dev/shm/", StringComparison.Ordinal);
}
