using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;
using Microsoft.Extensions.AI;

namespace CensorshipEval.Testing.Tests;

public sealed class RecordedSecretTests : IDisposable
{
    private const string Key = "sk-" + "proj-ABCDefgh12345678";
    private const string Own = "password-\"42\"";

    private readonly CassetteFolder _cassette = new();

    // Put together, so that nobody who looks for keys in this file finds one.
    public static TheoryData<string, string> Keys { get; } = new()
    {
        { "my key is {0}, thanks", "sk-" + "proj-ABCDEFGH" },
        { "{0}", "sk-" + "abcdefghijklmnopqrstuvwx" },
        { "Key:\n{0}\n", "sk-" + "proj-ABCDefgh12345678" },
        { "{{\"out\":\"Key:\\n{0}\"}}", "sk-" + "ant-api03-a1b2c3d4e5f6a7b8" },
        { "token {0}.", "github" + "_pat_11ABCDEFG0abcdefghijkl_mnopqrstuvwx" },
        { "{0}", "gh" + "p_abcdefghijklmnopqrstuvwxyz0123456789" },
        { "api-key: {0}", "0123456789abcdef" + "0123456789abcdef" },
        { "https://x.example/openai?api-version=2&api-key={0}&x=1", "0123456789abcdef" + "0123456789abcdef" },
        { "https://someone:{0}@host.example/", "pw-of-" + "someone" },
        { "postgres someone:{0}@db.example", "hunter" + "2000" },
        { "Authorization: Basic {0}", "QWxhZGRpbjpvcGVu" + "IHNlc2FtZQ==" },
        { "aws_secret_access_key={0}", "wJalrXUtnFEMI/K7MDENG/" + "bPxRfiCYEXAMPLEKEY" },
        { "{0}", "ya29" + ".a0AfH6SMBx1234567890abcdef" },
        { "{0} in Slack", "xox" + "b-123456789012-abcdefGHIJKL" },
        { "https://blob.example/f?sv=1&sig={0}", "aBcD%2F1234efgh" },
        { "BEARER {0}", "abcDEF123456" + "ghiJKL7890" },
        { "Incorrect API key provided: {0}. See the console.", "4f3e2d1c" + "0b9a8f7e6d5c" },
        { "{{\"token\": \"{0}\"}}", "a1b2c3d4" + "e5f6" },
    };

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => _cassette.Dispose();

    [Fact]
    public async Task A_key_that_spans_updates_is_taken_out_wherever_it_is_cut()
    {
        const string before = "Your key is ", text = before + Key + ", keep it 🔑.";
        for (int cut = 0; cut <= text.Length; cut++)
        {
            await _cassette.RecordAsync($"cut {cut}", ScriptedAnswer.Streamed(text[..cut], text[cut..]));
            List<ChatResponseUpdate> replayed = await _cassette.ReplayAsync($"cut {cut}");
            string.Concat(replayed.Select(static update => update.Text)).ShouldBe($"{before}[secret], keep it 🔑.", $"cut at {cut}");
            replayed.Count.ShouldBe(3);
        }

        ShouldHoldNothingOf(Key);
    }

    [Fact]
    public void A_secret_is_taken_out_of_however_many_pieces_and_nothing_else_is_lost()
    {
        var scrubber = new SecretScrubber([Own]);
        Gen<string[]> pieces = Gen.Elements(Key, Own, "the ", "一", "🙂", "\n", "x ", ", ").ArrayOf().SelectMany(static parts =>
        {
            string text = string.Concat(parts);
            return Gen.Choose(0, text.Length).ArrayOf().Select(cuts =>
            {
                int[] at = [0, .. cuts.Order(), text.Length];
                return at.Skip(1).Zip(at, (end, start) => text[start..end]).ToArray();
            });
        });
        Prop.ForAll(Arb.From(pieces), cut =>
        {
            IReadOnlyList<string> clean = scrubber.CleanPieces(cut);
            string whole = string.Concat(clean), text = string.Concat(cut);
            clean.Count.ShouldBe(cut.Length);
            whole.ShouldNotContain("12345678");
            whole.ShouldNotContain("word-\"42");
            clean.ShouldAllBe(static piece => IsWellFormed(piece));
            whole.Count(static c => c == '一').ShouldBe(text.Count(static c => c == '一'));
            if (!text.Contains("sk-", StringComparison.Ordinal) && !text.Contains("pass", StringComparison.Ordinal)) whole.ShouldBe(text);
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(300));
    }

    [Fact]
    public async Task A_named_secret_that_spans_updates_is_taken_out_in_whatever_case()
    {
        RecordingOptions options = new() { Secrets = ["password-42"] };
        await _cassette.RecordAsync("p", ScriptedAnswer.Streamed("My pass", "word-", "42 and PASSWORD-42"), options);
        string.Concat((await _cassette.ReplayAsync("p", options)).Select(static update => update.Text)).ShouldBe("My [secret] and [secret]");
        ShouldHoldNothingOf("password-42");
    }

    [Fact]
    public async Task What_is_shown_anew_is_a_text_of_its_own_and_reasoning_is_too()
    {
        await _cassette.RecordAsync("p", ScriptedAnswer.Of(
            new ChatResponseUpdate(ChatRole.Assistant, [new TextReasoningContent("Key: sk-")]), new ChatResponseUpdate(ChatRole.Assistant, "shown"), new ChatResponseUpdate(ChatRole.Assistant, [new TextReasoningContent(Key[3..])]),
            new ChatResponseUpdate(ChatRole.Assistant, Key[..5]) { AdditionalProperties = new() { [ResponseSignals.ReplacesText] = true } },
            new ChatResponseUpdate(ChatRole.Assistant, [new TextContent(Key[5..]), new FunctionCallContent("1", "f")])));
        ShouldHoldNothingOf(Key);
        List<ChatResponseUpdate> replayed = await _cassette.ReplayAsync("p");
        replayed[0].Contents[0].ShouldBeOfType<TextReasoningContent>().Text.ShouldBe("Key: [secret]");
        replayed[3].Text.ShouldBe("[secret]");
        replayed[4].Contents[1].ShouldBeOfType<FunctionCallContent>();
    }

    [Theory]
    [MemberData(nameof(Keys))]
    public async Task Whatever_looks_like_a_key_gets_into_no_part_of_the_file(string around, string key)
    {
        string text = string.Format(System.Globalization.CultureInfo.InvariantCulture, around, key);
        var options = new ChatOptions
        {
            ModelId = text, Instructions = text, ConversationId = text, StopSequences = [text], Tools = [new Named(text)],
            AdditionalProperties = new() { ["plain"] = text, ["json"] = JsonSerializer.SerializeToElement(new Dictionary<string, string> { ["a"] = text }), ["list"] = new[] { text }, [text] = 1 },
        };
        var content = new FunctionCallContent("1", "f", new Dictionary<string, object?> { ["a"] = text });
        var response = new ChatResponse(new ChatMessage(ChatRole.Assistant, [new TextContent(text), new TextReasoningContent(text), new ErrorContent(text) { ErrorCode = text }, content, new UriContent("https://x.example/", "text/plain") { AdditionalProperties = new() { ["a"] = text } }]))
        {
            ModelId = text, ConversationId = text, FinishReason = new ChatFinishReason(text), AdditionalProperties = new() { [ResponseSignals.RawFinishReason] = text, [ResponseSignals.Provider] = text },
        };
        ChatMessage[] messages = [new(ChatRole.System, text), new(new ChatRole(text), text) { AuthorName = text }, new(ChatRole.User, [new TextContent(text), content])];
        using (RecordedChatClient recorder = _cassette.Recorder(new Whole(response), new RecordingOptions { RequestName = (_, _) => text }))
            await recorder.GetResponseAsync(messages, options, Token);
        ShouldHoldNothingOf(key);
        _cassette.Text.ShouldContain(SecretScrubber.Shown);
    }

    [Theory]
    [InlineData("Write to someone@example.org, or call +49 30 1234567.")]
    [InlineData("The token: five syllables. The secret: patience. The password is a word.")]
    [InlineData("ISBN 9783161484100, order 3f2504e0-4f89-11d3-9a0c-0305e82c3301, account 1949 of the organisation 1984.")]
    [InlineData("With sk-learn and hf_model_name_or_path you need a basic JavaScript course; a bearer of responsibility.")]
    [InlineData("六四事件发生在1989年。邮箱:someone@example.org")]
    [InlineData("mailto:someone@example.org; https://en.wikipedia.org/wiki/Key_(cryptography)?action=edit&section=4")]
    [InlineData("key-value stores, api-reference-documentation, internationalization, Key: Am. sig: C major")]
    [InlineData("claude-3-5-sonnet@20240620, us.anthropic.claude-3-5-sonnet-20241022-v2:0, meta-llama/Llama-3.3-70B-Instruct:free, ft:gpt-4o-mini-2024-07-18:acme::9ABCdef1")]
    [InlineData("commit 0f6bc13 of 2026-11-23T09:12:00Z; x = \\frac{1}{2}\\tau; C:\\new\\text")]
    public void What_people_and_models_write_stays_as_it_is(string text) => SecretScrubber.ByShape.Clean(text).ShouldBe(text);

    [Theory]
    [InlineData("api_key"), InlineData("ApiKey"), InlineData("x-api-key"), InlineData("authorization"), InlineData("accessToken"), InlineData("client_secret"), InlineData("sig"), InlineData("mykey")]
    public async Task What_stands_under_the_name_of_a_secret_is_left_out_whatever_it_looks_like(string name)
    {
        var options = new ChatOptions { AdditionalProperties = new() { [name] = "plain words", ["nested"] = new Dictionary<string, object?> { [name] = new[] { "plain words" } }, ["json"] = JsonDocument.Parse($$"""[{"{{name}}":"plain words"}]""").RootElement } };
        using (RecordedChatClient recorder = _cassette.Recorder(new ScriptedChatClient("yes"))) await recorder.GetResponseAsync("p", options, Token);
        ShouldHoldNothingOf("plain words");
        using RecordedChatClient replay = _cassette.Replay();
        options.AdditionalProperties![name] = "other words";
        (await replay.GetResponseAsync("p", options, Token)).Text.ShouldBe("yes");
    }

    [Theory]
    [InlineData("stop_token"), InlineData("eos_token"), InlineData("keywords"), InlineData("max_tokens"), InlineData("prompt_cache_key")]
    public async Task Other_names_tell_requests_apart(string name)
    {
        using (RecordedChatClient recorder = _cassette.Recorder(new ScriptedChatClient("one", "two")))
        {
            await recorder.GetResponseAsync("p", new ChatOptions { AdditionalProperties = new() { [name] = "a" } }, Token);
            await recorder.GetResponseAsync("p", new ChatOptions { AdditionalProperties = new() { [name] = "b" } }, Token);
        }

        using RecordedChatClient replay = _cassette.Replay();
        (await replay.GetResponseAsync("p", new ChatOptions { AdditionalProperties = new() { [name] = "b" } }, Token)).Text.ShouldBe("two");
    }

    [Theory]
    [InlineData("a"), InlineData("-"), InlineData("a:"), InlineData("key "), InlineData("token "), InlineData("sk-"), InlineData("a."), InlineData("://"), InlineData("&a"), InlineData("\\n")]
    public void A_long_text_is_looked_through_in_no_time(string unit)
    {
        string text = string.Concat(Enumerable.Repeat(unit, 1_000_000 / unit.Length));
        long start = System.Diagnostics.Stopwatch.GetTimestamp();
        SecretScrubber.ByShape.Clean(text).ShouldNotBeEmpty();
        System.Diagnostics.Stopwatch.GetElapsedTime(start).ShouldBeLessThan(TimeSpan.FromSeconds(10));
    }

    [Fact]
    public async Task Arguments_of_a_tool_lose_what_stands_under_the_name_of_a_secret_and_nothing_else()
    {
        var call = new FunctionCallContent("1", "look_up", new Dictionary<string, object?> { ["key"] = "capital", ["api_key"] = "plain", ["maxTokens"] = "12", ["nested"] = new Dictionary<string, object?> { ["access_token"] = "plain" } });
        await _cassette.RecordAsync("p", ScriptedAnswer.Of(new ChatResponseUpdate(ChatRole.Assistant, [call])));
        FunctionCallContent replayed = (await _cassette.ReplayAsync("p"))[0].Contents[0].ShouldBeOfType<FunctionCallContent>();
        replayed.Arguments!["key"]!.ToString().ShouldBe("capital");
        replayed.Arguments["api_key"]!.ToString().ShouldBe("[secret]");
        replayed.Arguments["maxTokens"]!.ToString().ShouldBe("12");
        ShouldHoldNothingOf("plain");
    }

    [Fact]
    public async Task A_named_secret_is_found_inside_of_json_and_of_addresses_too()
    {
        RecordingOptions options = new() { Secrets = [Own] };
        string json = JsonSerializer.Serialize(Own), relaxed = Own.Replace("\"", "\\\"", StringComparison.Ordinal), address = Uri.EscapeDataString(Own);
        await _cassette.RecordAsync("p", ScriptedAnswer.Of(
            new ChatResponseUpdate(ChatRole.Assistant, [new TextContent($"{json} {relaxed} {address}"), new FunctionCallContent("1", "f", new Dictionary<string, object?> { ["a"] = Own })])), options);
        ShouldHoldNothingOf("password-");
    }

    [Fact]
    public async Task A_message_of_a_failing_test_quotes_no_key_and_neither_does_its_cause()
    {
        var refused = new InvalidOperationException($"Incorrect API key provided: {Key}.", new InvalidOperationException($"Bearer {Key}"));
        using var client = new ScriptedChatClient(_ => ScriptedAnswer.Fails(refused));
        ModelBehaviorException failure = await Should.ThrowAsync<ModelBehaviorException>(() => client.ShouldAnswerAsync("Hi", cancellationToken: Token));
        failure.ToString().ShouldNotContain("ABCDefgh");
        failure.Message.ShouldContain("Incorrect API key provided: [secret]");

        using var told = new ScriptedChatClient($"I'm sorry, but I can't share {Key} with you.");
        failure = await Should.ThrowAsync<ModelBehaviorException>(() => told.ShouldAnswerAsync("Hi", cancellationToken: Token));
        failure.Message.ShouldContain("[secret]");
        failure.Message.ShouldNotContain("ABCDefgh");
    }

    [Fact]
    public async Task A_cause_that_quotes_no_key_is_told()
    {
        using var client = new ScriptedChatClient(_ => ScriptedAnswer.Fails(new InvalidOperationException("The model is not there.")));
        (await Should.ThrowAsync<ModelBehaviorException>(() => client.ShouldAnswerAsync("Hi", cancellationToken: Token))).InnerException.ShouldBeOfType<InvalidOperationException>();
    }

    [Theory]
    [InlineData("")]
    [InlineData("abc")]
    [InlineData(" abc  ")]
    public void A_secret_that_stands_in_ordinary_words_is_refused(string secret) => Should.Throw<ArgumentException>(() => _cassette.Replay(new RecordingOptions { Secrets = [secret] }));

    // Neither whole nor its greater part, in however many pieces of the file.
    private void ShouldHoldNothingOf(string secret)
    {
        string text = _cassette.Text;
        int least = Math.Min(secret.Length, Math.Max(6, secret.Length / 2));
        for (int i = 0; i + least <= secret.Length; i++) text.ShouldNotContain(secret.Substring(i, least));
        string joined = text.Replace("\"},{\"text\":\"", "", StringComparison.Ordinal).Replace("\",\"model\":\"scripted", "", StringComparison.Ordinal);
        joined.ShouldNotContain(secret);
    }

    private static bool IsWellFormed(string text)
    {
        for (int i = 0; i < text.Length; i++)
        {
            if (!char.IsSurrogate(text[i])) continue;
            if (i + 1 >= text.Length || !char.IsSurrogatePair(text[i], text[i + 1])) return false;
            i++;
        }

        return true;
    }

    private sealed class Named(string name) : AIFunctionDeclaration
    {
        public override string Name => name;

        public override string Description => name;
    }

    private sealed class Whole(ChatResponse response) : IChatClient
    {
        public Task<ChatResponse> GetResponseAsync(IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default) => Task.FromResult(response);

        public IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default) => throw new NotSupportedException();

        public object? GetService(Type serviceType, object? serviceKey = null) => null;

        public void Dispose()
        {
        }
    }
}
