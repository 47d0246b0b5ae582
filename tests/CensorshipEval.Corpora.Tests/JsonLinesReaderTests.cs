using System.Text;
using FsCheck;
using FsCheck.Fluent;

namespace CensorshipEval.Corpora.Tests;

public sealed class JsonLinesReaderTests
{
    [Fact]
    public async Task Lines_have_their_number_and_place_whatever_the_line_endings()
    {
        byte[] bytes = [0xEF, 0xBB, 0xBF, .. "{\"a\":1}\r\n\r\n  \n{\"a\":2}\n\n{\"a\":3}"u8];
        List<JsonLine> lines = await ReadAsync(new MemoryStream(bytes));
        lines.Select(line => line.Number).ShouldBe([1, 4, 6]);
        foreach (JsonLine line in lines)
            Encoding.UTF8.GetString(bytes, (int)line.Offset, line.Length).ShouldBe($"{{\"a\":{Encoding.UTF8.GetString(Value(line, "a").Raw)}}}");
        Value(lines[2], "a").Line.ShouldBe(6);
    }

    [Fact]
    public async Task A_bad_line_does_not_spoil_the_others()
    {
        List<JsonLine> lines = await ReadAsync("{\"a\":1}\n{\"a\":\n[1]\n\"x\"\n{\"a\":2,\"a\":3}\n{\"a\":4}\n");
        lines.Select(line => line.Errors.Count).ShouldBe([0, 1, 1, 1, 1, 0]);
        lines.SelectMany(line => line.Errors).Select(error => error.Line).ShouldBe([2, 3, 4, 5]);
        lines[1].Errors[0].Found.ShouldStartWith("the end");
    }

    [Theory]
    [InlineData("[\n{\"a\":1},\n{\"a\":2}\n]", "a JSON list")]
    [InlineData("{\n\"a\":1\n}", "an object over several lines")]
    public async Task A_file_of_another_format_is_told_once(string json, string found)
    {
        List<JsonLine> lines = await ReadAsync(json);
        lines.ShouldHaveSingleItem().Errors.ShouldHaveSingleItem().Found.ShouldBe(found);
    }

    [Fact]
    public async Task UTF16_is_told_once()
    {
        byte[] bytes = [.. Encoding.Unicode.GetPreamble(), .. Encoding.Unicode.GetBytes("{}\n{}\n")];
        (await ReadAsync(new MemoryStream(bytes))).ShouldHaveSingleItem().Errors.ShouldHaveSingleItem().Found.ShouldBe("UTF-16");
    }

    [Fact]
    public async Task A_line_of_ten_megabytes_is_read_between_short_ones()
    {
        string text = string.Concat(Enumerable.Repeat("中文 text ", 1_000_000));
        List<JsonLine> lines = await ReadAsync($"{{\"a\":\"1\"}}\n{{\"a\":\"{text}\"}}\n{{\"a\":\"3\"}}\n");
        lines[1].Length.ShouldBeGreaterThan(10_000_000);
        lines.Select(line => Value(line, "a").GetString()).ShouldBe(["1", text, "3"]);
    }

    [Fact]
    public void Lines_stay_as_they_are_while_later_ones_are_read() => Prop.ForAll<ushort[]>(async lengths =>
    {
        string[] texts = [.. lengths.Select((length, i) => new string((char)('a' + (i % 26)), length % 120 * 3000))];
        string file = string.Concat(texts.Select(text => $"{{\"a\":\"{text}\"}}\n"));
        List<JsonLine> lines = await ReadAsync(new DribblingStream(Encoding.UTF8.GetBytes(file)));
        lines.Select(line => Value(line, "a").GetString()).ShouldBe(texts);
        lines.Select(line => file.Substring((int)line.Offset, line.Length)).ShouldBe(texts.Select(text => $"{{\"a\":\"{text}\"}}"));
    }).QuickCheckThrowOnFailure();

    [Fact]
    public async Task A_line_beyond_the_limit_is_skipped_and_told()
    {
        byte[] bytes = Encoding.UTF8.GetBytes("short\n" + new string('x', 400_000) + "\nafter\n");
        var buffer = new LineBuffer(new MemoryStream(bytes), maxLength: 100_000);
        var seen = new List<(int, bool, string)>();
        string Text(LineBuffer line) => line.IsTooLong ? "" : $"{line.Offset} {Encoding.UTF8.GetString(line.Current.Span)}";
        while (await buffer.ReadLineAsync(TestContext.Current.CancellationToken)) seen.Add((buffer.Number, buffer.IsTooLong, Text(buffer)));
        seen.ShouldBe([(1, false, "0 short"), (2, true, ""), (3, false, "400007 after")]);
    }

    [Fact]
    public async Task Reading_stops_when_it_is_cancelled()
    {
        using var source = new CancellationTokenSource();
        await source.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(async () =>
        {
            await foreach (JsonLine _ in JsonLinesReader.ReadAsync(new MemoryStream("{}\n"u8.ToArray()), "f", source.Token)) { }
        });
    }

    private static JsonValue Value(JsonLine line, string name)
    {
        line.Errors.ShouldBeEmpty();
        line.Record.TryGet(name, out JsonValue value).ShouldBeTrue();
        return value;
    }

    private static Task<List<JsonLine>> ReadAsync(string text) => ReadAsync(new MemoryStream(Encoding.UTF8.GetBytes(text)));

    private static async Task<List<JsonLine>> ReadAsync(Stream stream)
    {
        var lines = new List<JsonLine>();
        await foreach (JsonLine line in JsonLinesReader.ReadAsync(stream, "lines.jsonl", TestContext.Current.CancellationToken)) lines.Add(line);
        return lines;
    }

    // Gives a few bytes at a time, a different number each time.
    private sealed class DribblingStream(byte[] bytes) : MemoryStream(bytes)
    {
        private int _turn;

        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
            base.ReadAsync(buffer[..Math.Min(buffer.Length, 1 + (_turn++ * 7919 % 40_000))], cancellationToken);
    }
}
