using System.Security.Cryptography;

namespace CensorshipEval.Testing;

/// <summary>Keeps other clients, of this process or of another, from writing the same cassette: a file beside it that only one can have. Released by disposing it, and by the system when a process dies.</summary>
internal sealed class CassetteLock : IDisposable
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(5);

    private static readonly TimeSpan LongestDeletion = TimeSpan.FromSeconds(1);

    // By the numbers of the systems: the platform has no exception of its own for it.
    private const int WindowsSharing = unchecked((int)0x80070020), WindowsLocked = unchecked((int)0x80070021), LinuxHeld = 11, AppleHeld = 35;

    private readonly FileStream _held;

    private CassetteLock(FileStream held) => _held = held;

    /// <exception cref="IOException">Others have it for too long, or nobody can.</exception>
    /// <exception cref="UnauthorizedAccessException">This user may not write there.</exception>
    public static async Task<CassetteLock> TakeAsync(string path, TimeSpan longest, CancellationToken cancellationToken)
    {
        long start = TimeProvider.System.GetTimestamp();
        while (true)
        {
            TimeSpan waited = TimeProvider.System.GetElapsedTime(start);
            if (Try(path, waited) is { } taken) return taken;
            if (waited > longest) throw new IOException($"Others have held {FileOf(path)} for more than {CassetteFailure.Seconds(longest)}.");
            await Task.Delay(Pause, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>The same where nothing can be awaited; <see langword="null"/> where others have it for too long.</summary>
    public static CassetteLock? Take(string path, TimeSpan longest)
    {
        CassetteLock? taken = null;
        long start = TimeProvider.System.GetTimestamp();
        SpinWait.SpinUntil(() => (taken = Try(path, TimeProvider.System.GetElapsedTime(start))) is not null, longest);
        return taken;
    }

    public void Dispose()
    {
        // Before it is let go, so that it is nobody else's by then.
        if (!OperatingSystem.IsWindows()) File.Delete(_held.Name);
        _held.Dispose();
    }

    private static string FileOf(string path) => path + ".lock";

    private static CassetteLock? Try(string path, TimeSpan waited)
    {
        string file = FileOf(path);
        FileStream? stream = null;
        try
        {
            stream = new FileStream(file, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, 1, OperatingSystem.IsWindows() ? FileOptions.DeleteOnClose : FileOptions.None);
            if (OperatingSystem.IsWindows() || IsStillThere(stream, file)) return new CassetteLock(stream);
        }
        catch (Exception exception) when (IsHeld(exception, waited))
        {
            // Somebody has it.
        }
        catch
        {
            stream?.Dispose();
            throw;
        }

        stream?.Dispose();
        return null;
    }

    // Anything else stays as it is, however long one waits: a folder that is read-only, a disk that is full.
    private static bool IsHeld(Exception exception, TimeSpan waited) => exception switch
    {
        // There a file that is just being deleted cannot be opened either.
        UnauthorizedAccessException => OperatingSystem.IsWindows() && waited < LongestDeletion,
        IOException => exception.HResult is WindowsSharing or WindowsLocked or LinuxHeld or AppleHeld,
        _ => false,
    };

    // Whoever had it before may have deleted it between our opening and our locking it, and somebody else may have made a new one: ours bears a time that no other has.
    private static bool IsStillThere(FileStream stream, string file)
    {
        DateTime mark = DateTime.UnixEpoch.AddSeconds(RandomNumberGenerator.GetInt32(int.MaxValue));
        File.SetLastWriteTimeUtc(stream.SafeFileHandle, mark);
        return File.GetLastWriteTimeUtc(file) == mark;
    }
}
