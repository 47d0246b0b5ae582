using Microsoft.Extensions.AI;

namespace CensorshipEval.Testing.Tests;

public sealed class CassettePathTests
{
    private const string Source = "/_/tests/Museum/OpeningTests.cs";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("rec/none.jsonl", "<Content Include=\"rec/*.jsonl\" CopyToOutputDirectory=\"PreserveNewest\" />")]
    [InlineData("none.jsonl", "<Content Include=\"*.jsonl\" CopyToOutputDirectory=\"PreserveNewest\" />")]
    [InlineData("../rec/none.jsonl", "an absolute path")]
    public async Task Where_the_source_is_not_on_this_machine_the_message_says_how_recordings_get_beside_the_program(string path, string line)
    {
        using RecordedChatClient replay = new ScriptedChatClient().Recorded(path, new RecordingOptions { Mode = RecordingMode.Replay }, Source);
        replay.Path.ShouldBe(Path.GetFullPath(path, AppContext.BaseDirectory));
        ModelBehaviorException failure = await Should.ThrowAsync<ModelBehaviorException>(() => replay.GetResponseAsync("p", cancellationToken: Token));
        failure.Kind.ShouldBe(FailureKind.Recording);
        failure.Message.ShouldContain(Path.GetDirectoryName(Source)!);
        failure.Message.ShouldContain("no folder of this machine");
        failure.Message.ShouldContain(line);
    }

    [Theory]
    [InlineData(Source)]
    [InlineData("")]
    public async Task There_nothing_is_recorded_by_a_relative_path_even_where_the_file_is_beside_the_program(string source)
    {
        string name = $"cassette-path-{Guid.NewGuid():N}.jsonl", beside = Path.Combine(AppContext.BaseDirectory, name);
        using var cassette = new CassetteFolder();
        await cassette.RecordAsync("p", "one");
        File.Copy(cassette.File, beside);
        try
        {
            using var live = new ScriptedChatClient(static _ => "live");
            using (RecordedChatClient recorder = live.Recorded(name, new RecordingOptions { Mode = RecordingMode.Record }, source)) await ShouldRefuseAsync(recorder, "p");
            using RecordedChatClient missing = live.Recorded(name, new RecordingOptions { Mode = RecordingMode.RecordMissing }, source);
            string.Concat(await missing.GetStreamingResponseAsync("p", cancellationToken: Token).ToListAsync(Token)).ShouldBe("one");
            await ShouldRefuseAsync(missing, "q");
            live.Requests.ShouldBeEmpty();
            (await File.ReadAllTextAsync(beside, Token)).ShouldBe(cassette.Text);
        }
        finally
        {
            File.Delete(beside);
        }

        static async Task ShouldRefuseAsync(RecordedChatClient client, string prompt)
        {
            ModelBehaviorException failure = await Should.ThrowAsync<ModelBehaviorException>(() => client.GetStreamingResponseAsync(prompt, cancellationToken: Token).ToListAsync(Token).AsTask());
            failure.Kind.ShouldBe(FailureKind.Recording);
            failure.Message.ShouldContain("absolute path");
        }
    }
}
