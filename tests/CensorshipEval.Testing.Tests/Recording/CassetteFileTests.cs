using System.Diagnostics;
using System.Text;
using Microsoft.Extensions.AI;

namespace CensorshipEval.Testing.Tests;

public sealed class CassetteFileTests : IDisposable
{
    private const string Where = "CENSORSHIPEVAL_TEST_CASSETTE", Who = "CENSORSHIPEVAL_TEST_WRITER";
    private const int PerWriter = 40;

    private readonly CassetteFolder _cassette = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => _cassette.Dispose();

    [Fact]
    public async Task Each_answer_is_added_behind_the_others_as_it_comes_and_sorted_when_the_client_is_disposed()
    {
        string before = "";
        using (RecordedChatClient recorder = _cassette.Recorder(new ScriptedChatClient(static request => $"to {request.Prompt}")))
        {
            for (int i = 0; i < 20; i++)
            {
                await recorder.GetResponseAsync($"p{i}", cancellationToken: Token);
                string now = _cassette.Text;
                now.ShouldStartWith(before);
                now.Length.ShouldBeGreaterThan(before.Length);
                now.ShouldEndWith("\n");
                before = now;
            }

            string[] written = _cassette.Lines[1..];
            written.SequenceEqual(written.Order(StringComparer.Ordinal)).ShouldBeFalse();
        }

        string[] lines = _cassette.Lines[1..];
        lines.ShouldBe(lines.Order(StringComparer.Ordinal));
        lines.Length.ShouldBe(20);
        Directory.GetFiles(_cassette.Folder).ShouldHaveSingleItem();
    }

    [Fact]
    public async Task A_file_that_nobody_sorted_is_read_as_if_it_were()
    {
        await _cassette.RecordAsync("p1", "old 1");
        await _cassette.RecordAsync("p2", "old 2");
        RecordedChatClient left = _cassette.Recorder(new ScriptedChatClient(static request => $"new {request.Prompt}"));
        await left.GetStreamingResponseAsync("p1", cancellationToken: Token).ToListAsync(Token);
        await left.GetStreamingResponseAsync("p1", cancellationToken: Token).ToListAsync(Token);
        string.Concat(await _cassette.ReplayAsync("p1")).ShouldBe("new p1");
        string.Concat(await _cassette.ReplayAsync("p2")).ShouldBe("old 2");
        left.Dispose();
        _cassette.Text.ShouldNotContain("inPlaceOf");
        _cassette.Lines.Length.ShouldBe(4);
    }

    [Fact]
    public async Task A_line_that_was_cut_off_is_left_out_told_of_and_written_over()
    {
        await _cassette.RecordAsync("p1", "one");
        string whole = _cassette.Text;
        await _cassette.RecordAsync("p2", "two 🙂");
        byte[] all = await File.ReadAllBytesAsync(_cassette.File, Token);
        string second = _cassette.Lines[1..].Single(static line => line.Contains("two", StringComparison.Ordinal));
        byte[] behind = [.. Encoding.UTF8.GetBytes(whole), .. Encoding.UTF8.GetBytes(second)];
        for (int length = Encoding.UTF8.GetByteCount(whole) + 1; length < behind.Length; length += 7)
        {
            await File.WriteAllBytesAsync(_cassette.File, behind[..length], Token);
            string.Concat(await _cassette.ReplayAsync("p1")).ShouldBe("one");
            ModelBehaviorException missing = await Should.ThrowAsync<ModelBehaviorException>(() => _cassette.ReplayAsync("p2"));
            missing.Message.ShouldContain("cut off");
            await _cassette.RecordAsync("p2", "two 🙂");
            (await File.ReadAllBytesAsync(_cassette.File, Token)).ShouldBe(all);
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("{\"casset")]
    public async Task A_file_without_a_whole_first_line_is_begun_anew(string text)
    {
        await File.WriteAllTextAsync(_cassette.File, text, Token);
        await Should.ThrowAsync<ModelBehaviorException>(() => _cassette.ReplayAsync("p1"));
        await _cassette.RecordAsync("p1", "one");
        string.Concat(await _cassette.ReplayAsync("p1")).ShouldBe("one");
        _cassette.Lines.Length.ShouldBe(2);
    }

    [Fact]
    public async Task A_last_line_without_an_end_counts_and_gets_one()
    {
        await _cassette.RecordAsync("p1", "one");
        await File.WriteAllTextAsync(_cassette.File, _cassette.Text.TrimEnd('\n'), Token);
        string.Concat(await _cassette.ReplayAsync("p1")).ShouldBe("one");
        await _cassette.RecordAsync("p2", "two");
        string.Concat(await _cassette.ReplayAsync("p1")).ShouldBe("one");
        string.Concat(await _cassette.ReplayAsync("p2")).ShouldBe("two");
    }

    [Fact]
    public async Task Windows_line_ends_and_a_byte_order_mark_do_no_harm()
    {
        await _cassette.RecordAsync("p1", "one");
        await File.WriteAllTextAsync(_cassette.File, _cassette.Text.ReplaceLineEndings("\r\n"), new UTF8Encoding(encoderShouldEmitUTF8Identifier: true), Token);
        string.Concat(await _cassette.ReplayAsync("p1")).ShouldBe("one");
    }

    [Fact]
    public async Task Clients_that_record_at_the_same_time_and_sort_in_between_lose_nothing()
    {
        await Task.WhenAll(Enumerable.Range(0, 6).Select(writer => Task.Run(() => WriteAsync(_cassette.File, $"{writer}", every: 5), Token)));
        await ShouldHoldAllAsync(6);
    }

    [Fact]
    public async Task Lines_of_one_length_that_another_client_sorts_are_told_from_new_ones()
    {
        // Whichever of the lines stays in its place after the other has put one before it.
        string same = new('s', 200);
        for (int file = 0; file < 20; file++)
        {
            using var cassette = new CassetteFolder();
            using (RecordedChatClient one = cassette.Recorder(new ScriptedChatClient(_ => same)))
            {
                for (int i = 0; i < 5; i++) await one.GetResponseAsync($"one {file:00} {i}", cancellationToken: Token);
                using (RecordedChatClient other = cassette.Recorder(new ScriptedChatClient(_ => same))) await other.GetResponseAsync($"two {file:00} 0", cancellationToken: Token);
                await one.GetResponseAsync($"one {file:00} 5", cancellationToken: Token);
            }

            cassette.Lines.Length.ShouldBe(8);
        }
    }

    [Fact]
    public async Task Processes_that_record_at_the_same_time_lose_nothing()
    {
        Process[] writers = [.. Enumerable.Range(0, 3).Select(Start)];
        foreach (Process writer in writers)
        {
            string output = await writer.StandardOutput.ReadToEndAsync(Token);
            await writer.WaitForExitAsync(Token);
            writer.ExitCode.ShouldBe(0, output);
            writer.Dispose();
        }

        await ShouldHoldAllAsync(3);

        Process Start(int writer)
        {
            var start = new ProcessStartInfo("dotnet") { UseShellExecute = false, RedirectStandardOutput = true };
            foreach (string argument in new[] { "exec", typeof(CassetteFileTests).Assembly.Location, "-explicit", "only", "-noColor", "-method", $"*.{nameof(CassetteFileTests)}.{nameof(One_of_several_processes_that_record)}" }) start.ArgumentList.Add(argument);
            start.Environment[Where] = _cassette.File;
            start.Environment[Who] = $"{writer}";
            return Process.Start(start)!;
        }
    }

    [Fact(Explicit = true)]
    public async Task One_of_several_processes_that_record()
    {
        if (Environment.GetEnvironmentVariable(Where) is { } file) await WriteAsync(file, Environment.GetEnvironmentVariable(Who)!, every: 10);
    }

    [Fact]
    public async Task A_lock_that_a_dead_process_left_behind_keeps_nobody_waiting()
    {
        await File.WriteAllTextAsync(_cassette.File + ".lock", "", Token);
        long start = Stopwatch.GetTimestamp();
        await _cassette.RecordAsync("p1", "one");
        Stopwatch.GetElapsedTime(start).ShouldBeLessThan(TimeSpan.FromSeconds(5));
        Directory.GetFiles(_cassette.Folder).ShouldHaveSingleItem();
    }

    [Fact]
    public async Task Every_script_is_readable_and_what_turns_the_direction_of_text_is_written_out()
    {
        await _cassette.RecordAsync("p1", ScriptedAnswer.Streamed("\uD83D", "\uDE00 一 ü \u202Egnp.exe\u2066 a\u200Db \u2028 \uFEFF \U000E0041 \\uD83D\\uDE00 \"q\" 𠮷", "\uD83D"));
        string text = _cassette.Text;
        text.ShouldContain("😀 一 ü \\u202Egnp.exe\\u2066 a\u200Db \\u2028 \\uFEFF \\uDB40\\uDC41 \\\\uD83D\\\\uDE00 \\\"q\\\" 𠮷");
        List<ChatResponseUpdate> replayed = await _cassette.ReplayAsync("p1");
        replayed.Select(static update => update.Text).ShouldBe(["", "😀 一 ü \u202Egnp.exe\u2066 a\u200Db \u2028 \uFEFF \U000E0041 \\uD83D\\uDE00 \"q\" 𠮷", "\uFFFD", ""]);
    }

    [Fact]
    public async Task Lines_that_were_edited_by_hand_are_told_with_what_is_wrong_with_each()
    {
        await _cassette.RecordAsync("p1", "one");
        string line = _cassette.Lines[1];
        string[] damaged =
        [
            "null", "[]", "\"x\"", line.Replace("\"request\":{", "\"request\":null,\"x\":{", StringComparison.Ordinal), line.Replace("\"updates\":[", "\"updates\":[null,", StringComparison.Ordinal),
            line.Replace("\"messages\":[", "\"messages\":[null,", StringComparison.Ordinal), line.Replace("\"sample\":0", "\"sample\":-1", StringComparison.Ordinal), line.Replace("\"finish\":\"stop\"", "\"finish\":\"\"", StringComparison.Ordinal),
            line.Replace("\"updates\":[", "\"updates\":[{\"contents\":[{\"$type\":\"nothing\"}]},", StringComparison.Ordinal), line.Replace("\"options\":{}", "\"options\":null", StringComparison.Ordinal), line.Replace("one", "two", StringComparison.Ordinal),
        ];
        damaged[..^1].ShouldAllBe(text => text != line);
        await File.AppendAllLinesAsync(_cassette.File, damaged, Token);
        InputException failure = (await Should.ThrowAsync<ModelBehaviorException>(() => _cassette.ReplayAsync("p1"))).InnerException.ShouldBeOfType<InputException>();
        failure.Errors.Select(static error => error.Line).ShouldBe(Enumerable.Range(3, damaged.Length).Cast<int?>());
        failure.Errors[^1].Expected.ShouldContain("merge");
    }

    [Theory]
    [InlineData("null", "the first line is missing")]
    [InlineData("[]", "the first line is missing")]
    [InlineData("{}", "the first line is missing")]
    [InlineData(null, "the first line is missing")]
    [InlineData("{\"cassette\":\"vcr\",\"version\":1}", "another program's")]
    [InlineData("{\"cassette\":\"censorshipeval\",\"version\":2}", "another version")]
    [InlineData("{\"cassette\":\"censorshipeval\"}", "another version")]
    public async Task A_first_line_that_is_not_ours_is_told(string? head, string expected)
    {
        await _cassette.RecordAsync("p1", "one");
        string[] lines = _cassette.Lines;
        await File.WriteAllLinesAsync(_cassette.File, head is null ? lines[1..] : [head, lines[1]], Token);
        InputException failure = (await Should.ThrowAsync<ModelBehaviorException>(() => _cassette.ReplayAsync("p1"))).InnerException.ShouldBeOfType<InputException>();
        failure.Errors[0].Line.ShouldBe(1);
        failure.Errors[0].ToString().ShouldContain(expected);
        if (head is null or "{\"cassette\":\"vcr\",\"version\":1}") failure.Errors.Count.ShouldBe(1);
    }

    private static async Task WriteAsync(string file, string writer, int every)
    {
        for (int i = 0; i < PerWriter; i += every)
        {
            using RecordedChatClient recorder = new ScriptedChatClient(static request => $"to {request.Prompt}").Recorded(file, new RecordingOptions { Mode = RecordingMode.Record });
            for (int j = i; j < i + every; j++) await recorder.GetResponseAsync($"{writer}-{j}", cancellationToken: TestContext.Current.CancellationToken);
        }
    }

    private async Task ShouldHoldAllAsync(int writers)
    {
        _cassette.Lines.Length.ShouldBe((writers * PerWriter) + 1);
        using RecordedChatClient replay = _cassette.Replay();
        for (int writer = 0; writer < writers; writer++)
        {
            for (int i = 0; i < PerWriter; i++) (await replay.GetResponseAsync($"{writer}-{i}", cancellationToken: Token)).Text.ShouldBe($"to {writer}-{i}");
        }

        Directory.GetFiles(_cassette.Folder).ShouldHaveSingleItem();
    }
}
