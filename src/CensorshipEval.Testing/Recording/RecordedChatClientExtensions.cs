using System.Runtime.CompilerServices;
using Microsoft.Extensions.AI;

namespace CensorshipEval.Testing;

/// <summary>Adds <see cref="RecordedChatClient"/>.</summary>
public static class RecordedChatClientExtensions
{
    /// <summary>
    /// Answers from a file of recorded answers, without a key and without a network; with <c>CENSORSHIPEVAL_RECORD=1</c> asks this client and writes the file.
    /// </summary>
    /// <param name="client">Whom to ask when recording; the caller disposes it.</param>
    /// <param name="path">The file, in JSON Lines. A relative path counts from the folder of the source file that calls; where that is not on this machine, as in a deterministic build, it is read from the program's folder, and nothing is recorded.</param>
    /// <param name="options">What to record and how.</param>
    /// <param name="callerFile">The source file that calls; the compiler gives it.</param>
    public static RecordedChatClient Recorded(this IChatClient client, string path, RecordingOptions? options = null, [CallerFilePath] string callerFile = "")
    {
        ArgumentNullException.ThrowIfNull(client);
        return new RecordedChatClient(client, path, options, callerFile);
    }
}
