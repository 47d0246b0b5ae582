using System.Text;
using Microsoft.Extensions.AI;

namespace CensorshipEval.Testing.Tests;

public sealed class CassetteDamageTests : IDisposable
{
    private const string Prompt = "When does the museum open?", Answer = "It opens at nine and closes at five, on every day but Monday.";

    private readonly CassetteFolder _cassette = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => _cassette.Dispose();

    [Fact]
    public async Task A_conflict_of_a_merge_is_named_with_its_lines_and_what_to_do()
    {
        await _cassette.RecordAsync("p", Answer);
        string[] lines = _cassette.Lines;
        await File.WriteAllLinesAsync(_cassette.File, [lines[0], "<<<<<<< HEAD", lines[1], "=======", lines[1], ">>>>>>> feature/a"], Token);
        string message = await ShouldBeToldAsync("A merge left a conflict in the file of recorded answers.");
        message.ShouldContain("line 2    <<<<<<<\n");
        message.ShouldContain("line 4    =======\n");
        message.ShouldContain("line 6    >>>>>>>\n");
        message.ShouldContain("keep the lines of both sides");
        await File.WriteAllLinesAsync(_cassette.File, ["<<<<<<< HEAD", .. lines, "||||||| base", "======="], Token);
        (await ShouldBeToldAsync("A merge left a conflict")).ShouldContain("line 1    <<<<<<<\n");
    }

    [Fact]
    public async Task Lines_that_a_union_merge_repeats_do_no_harm_and_two_answers_to_one_request_are_told()
    {
        await _cassette.RecordAsync("p", Answer);
        string[] ours = _cassette.Lines;
        await _cassette.RecordAsync("q", "two");
        string[] theirs = _cassette.Lines;
        await File.WriteAllLinesAsync(_cassette.File, [.. ours, .. theirs, .. ours], Token);
        string.Concat(await _cassette.ReplayAsync("p")).ShouldBe(Answer);
        string.Concat(await _cassette.ReplayAsync("q")).ShouldBe("two");
        await File.WriteAllLinesAsync(_cassette.File, [.. ours, ours[1].Replace("nine", "ten", StringComparison.Ordinal)], Token);
        string message = await ShouldBeToldAsync("The file of recorded answers is damaged.");
        message.ShouldContain("line 3    another answer to the same request");
    }

    [Theory]
    [InlineData("version https://git-lfs.github.com/spec/v1\noid sha256:0\nsize 1\n", "Git LFS")]
    [InlineData("<!DOCTYPE html>\n<html></html>", "an HTML page")]
    [InlineData("\n<html>", "an HTML page")]
    [InlineData("null\n", "something else")]
    [InlineData("[]", "something else")]
    [InlineData("Notes on answers", "something else")]
    public async Task What_is_no_file_of_recorded_answers_is_told_in_a_sentence(string text, string kind)
    {
        await File.WriteAllTextAsync(_cassette.File, text, Token);
        (await ShouldBeToldAsync("This is no file of recorded answers.")).ShouldContain($"found     {(kind == "Git LFS" ? "a pointer of Git LFS" : kind)}");
        (await File.ReadAllTextAsync(_cassette.File, Token)).ShouldBe(text);
    }

    [Theory]
    [InlineData(true, false), InlineData(false, false), InlineData(true, true), InlineData(false, true)]
    public async Task A_file_in_sixteen_bits_is_told(bool bigEndian, bool mark)
    {
        await _cassette.RecordAsync("p", Answer);
        await File.WriteAllTextAsync(_cassette.File, _cassette.Text, new UnicodeEncoding(bigEndian, mark), Token);
        (await ShouldBeToldAsync("This is no file of recorded answers.")).ShouldContain("UTF-16: save it as UTF-8");
    }

    [Theory]
    [InlineData("{\"key\":\"a\"}", "a line that is no recorded answer")]
    [InlineData("{\"key\":5,\"sample\":\"x\"}", "a line that is no recorded answer")]
    [InlineData("not a line", "a line that is no JSON")]
    [InlineData("{\"cassette\":\"censorshipeval\",\"version\":7}", "another version")]
    public async Task A_line_that_is_none_is_told_without_the_words_of_the_platform(string line, string expected)
    {
        await _cassette.RecordAsync("p", Answer);
        await File.AppendAllLinesAsync(_cassette.File, [.. Enumerable.Repeat(line, 30)], Token);
        (await ShouldBeToldAsync("The file of recorded answers is damaged.")).ShouldContain(expected);
    }

    // By every way to ask, in recording and in replay.
    private async Task<string> ShouldBeToldAsync(string sentence)
    {
        string message = "";
        using var live = new ScriptedChatClient(_ => Answer);
        foreach (RecordingMode mode in Enum.GetValues<RecordingMode>())
        {
            using RecordedChatClient client = live.Recorded(_cassette.File, new RecordingOptions { Mode = mode });
            Func<Task>[] ways =
            [
                () => client.GetResponseAsync(Prompt, cancellationToken: Token), () => client.ShouldAnswerAsync(Prompt, cancellationToken: Token), () => client.ShouldUseEveryRecordingAsync(Token),
                () => ModelBehavior.Of(client).OnThesePrompts(PromptsToAsk.In("en", Prompt)).RefusalRate().ShouldBeAtMost(0.3, Token),
                () => ModelBehavior.Of(client).OnThesePrompts(PromptsToAsk.In("en", Prompt)).RefusalRate().MeasureAsync(2, Token),
            ];
            foreach (Func<Task> way in ways)
            {
                ModelBehaviorException failure = await Should.ThrowAsync<ModelBehaviorException>(way);
                failure.Kind.ShouldBe(FailureKind.Recording);
                failure.InnerException.ShouldBeOfType<InputException>();
                message = failure.Message;
                message.ShouldStartWith(sentence);
                message.ShouldContain(_cassette.File);
                message.ShouldContain("record again");
                message.ShouldNotContain("CassetteLine");
                message.ShouldNotContain("CensorshipEval.Testing");
                message.ShouldNotContain("System.");
                message.ShouldNotContain("\\u000");
                message.Length.ShouldBeLessThan(900);
            }
        }

        live.Requests.ShouldBeEmpty();
        return message;
    }
}
