using Microsoft.Extensions.AI;

namespace CensorshipEval.Testing.Tests;

/// <summary>A folder with one cassette.</summary>
public sealed class CassetteFolder : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("cassettes");

    public string Folder => _folder.FullName;

    public string File => Path.Combine(Folder, "answers.jsonl");

    public string Text => System.IO.File.ReadAllText(File);

    public string[] Lines => System.IO.File.ReadAllLines(File);

    public RecordedChatClient Recorder(IChatClient client, RecordingOptions? options = null) => client.Recorded(File, (options ?? new RecordingOptions()) with { Mode = RecordingMode.Record });

    public RecordedChatClient Replay(RecordingOptions? options = null) => new ScriptedChatClient().Recorded(File, (options ?? new RecordingOptions()) with { Mode = RecordingMode.Replay });

    public async Task RecordAsync(string prompt, ScriptedAnswer answer, RecordingOptions? options = null)
    {
        using RecordedChatClient recorder = Recorder(new ScriptedChatClient(answer), options);
        await recorder.GetStreamingResponseAsync(prompt, cancellationToken: TestContext.Current.CancellationToken).ToListAsync(TestContext.Current.CancellationToken);
    }

    public async Task<List<ChatResponseUpdate>> ReplayAsync(string prompt, RecordingOptions? options = null)
    {
        using RecordedChatClient replay = Replay(options);
        return await replay.GetStreamingResponseAsync(prompt, cancellationToken: TestContext.Current.CancellationToken).ToListAsync(TestContext.Current.CancellationToken);
    }

    public void Dispose() => _folder.Delete(recursive: true);
}
