using System.Security.Cryptography;

namespace CensorshipEval.Testing;

/// <summary>Keeps other clients, of this process or of another, from writing the same cassette: a file beside it that only one can have. Released by disposing it, and by the system when a process dies.</summary>
internal sealed class CassetteLock : IDisposable
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(5);

    private readonly FileStream _held;

    private CassetteLock(FileStream held) => _held = held;

    /// <exception cref="IOException">Others have it for too long.</exception>
    public static async Task<CassetteLock> TakeAsync(string path, TimeSpan longest)
    {
        long start = TimeProvider.System.GetTimestamp();
        while (true)
        {
            if (Try(path, isLast: TimeProvider.System.GetElapsedTime(start) > longest) is { } taken) return taken;
            await Task.Delay(Pause).ConfigureAwait(false);
        }
    }

    /// <summary>The same where nothing can be awaited; <see langword="null"/> where others have it for too long.</summary>
    public static CassetteLock? Take(string path, TimeSpan longest)
    {
        CassetteLock? taken = null;
        SpinWait.SpinUntil(() => (taken = Try(path, isLast: false)) is not null, longest);
        return taken;
    }

    public void Dispose()
    {
        // Before it is let go, so that it is nobody else's by then.
        if (!OperatingSystem.IsWindows()) File.Delete(_held.Name);
        _held.Dispose();
    }

    private static CassetteLock? Try(string path, bool isLast)
    {
        string file = path + ".lock";
        FileStream? stream = null;
        try
        {
            stream = new FileStream(file, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, 1, OperatingSystem.IsWindows() ? FileOptions.DeleteOnClose : FileOptions.None);
            if (OperatingSystem.IsWindows() || IsStillThere(stream, file)) return new CassetteLock(stream);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException && !isLast)
        {
            // Somebody has it.
        }

        stream?.Dispose();
        return isLast ? throw new IOException($"{file} was held by others for too long.") : null;
    }

    // Whoever had it before may have deleted it between our opening and our locking it, and somebody else may have made a new one: ours bears a time that no other has.
    private static bool IsStillThere(FileStream stream, string file)
    {
        DateTime mark = DateTime.UnixEpoch.AddSeconds(RandomNumberGenerator.GetInt32(int.MaxValue));
        File.SetLastWriteTimeUtc(stream.SafeFileHandle, mark);
        return File.GetLastWriteTimeUtc(file) == mark;
    }
}
