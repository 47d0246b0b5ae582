using System.Text.Json;
using Microsoft.Extensions.AI;

namespace CensorshipEval.Testing.Tests;

/// <summary>Secrets that are found by the name before them.</summary>
public sealed class RecordedNameTests : IDisposable
{
    private readonly CassetteFolder _cassette = new();

    public void Dispose() => _cassette.Dispose();

    [Theory]
    [InlineData("password: hunter2!", "password: [secret]")]
    [InlineData("password=hunter2", "password=[secret]")]
    [InlineData("password         :          hunter2", "password         :          [secret]")]
    [InlineData("\"password\": \"correct horse\"", "\"password\": \"[secret]\"")]
    [InlineData("{\"password\":\"a \\\"b\\\" c\",\"x\":1}", "{\"password\":\"[secret]\",\"x\":1}")]
    [InlineData("'password' => 'correct horse',", "'password' => '[secret]',")]
    [InlineData("Password=p@ssw0rd;Server=x", "Password=[secret];Server=x")]
    [InlineData("Server=x;Pwd=p@ss,word;User Id=sa", "Server=x;Pwd=[secret];User Id=sa")]
    [InlineData("AccountName=x;AccountKey=abcd+/==;EndpointSuffix=core", "AccountName=x;AccountKey=[secret];EndpointSuffix=core")]
    [InlineData("SharedAccessKeyName=Root;SharedAccessKey=short=;x=1", "SharedAccessKeyName=Root;SharedAccessKey=[secret];x=1")]
    [InlineData("api_key: abc123", "api_key: [secret]")]
    [InlineData("password: Tr0ub4dor&3", "password: [secret]")]
    [InlineData("a?password=x1&user=y", "a?password=[secret]&user=y")]
    [InlineData("MY_DB_PASSWORD=dragon", "MY_DB_PASSWORD=[secret]")]
    [InlineData("userPassword: dragon", "userPassword: [secret]")]
    [InlineData("The password: dragon for staging", "The password: [secret] for staging")]
    [InlineData("**Password:** hunter2!\n**User:** bob", "**Password:** [secret]\n**User:** bob")]
    [InlineData("Password: `correct horse`", "Password: `[secret]`")]
    [InlineData("var password = \"correct horse\";", "var password = \"[secret]\";")]
    [InlineData("password: str = 'correct horse'", "password: str = '[secret]'")]
    [InlineData("password = b'correct horse'", "password = b'[secret]'")]
    [InlineData("passphrase: \"correct horse battery staple\"", "passphrase: \"[secret]\"")]
    [InlineData("client_secret=swordfish", "client_secret=[secret]")]
    [InlineData("clientSecret: swordfish", "clientSecret: [secret]")]
    [InlineData("Access token: abc", "Access token: [secret]")]
    [InlineData("refresh-token=abc.def", "refresh-token=[secret]")]
    [InlineData("api key: xyz", "api key: [secret]")]
    [InlineData("ApiKey=xyz", "ApiKey=[secret]")]
    [InlineData("private_key: x", "private_key: [secret]")]
    [InlineData("password：hunter2。", "password：[secret]。")]
    [InlineData("{\"out\":\"{\\\"password\\\":\\\"correct horse\\\"}\"}", "{\"out\":\"{\\\"password\\\":\\\"[secret]\\\"}\"}")]
    [InlineData("password: \"never closed and", "password: \"[secret]")]
    [InlineData("password: pa;ss,wo&rd", "password: [secret]")]
    public void Behind_an_unmistakable_name_the_whole_value_is_taken_out(string text, string clean) => SecretScrubber.ByShape.Clean(text).ShouldBe(clean);

    [Theory]
    [InlineData("Password: must have at least eight characters")]
    [InlineData("**Password:** Must be changed. Password: the longer the better. Passphrase: a sentence of words.")]
    [InlineData("the password is a secret; passwords: choose long ones")]
    [InlineData("Password = something you know; token = something you have")]
    [InlineData("Private key: kept by its owner. **Public key:** shared. Secret key: known only to you. API key: get one from the console.")]
    [InlineData("function signIn(user: string, password: string): boolean; { \"password\": { \"type\": \"string\" } }")]
    [InlineData("login(user=None, password=None)")]
    [InlineData("Password:\n- eight characters\nApi key:\n1. Open the console")]
    [InlineData("password：用于登录。 password: Слово должно быть длинным")]
    [InlineData("Das Password: muss lang sein. La password: deve essere lunga.")]
    [InlineData("The token: five. secret: patience. key: Am. sig: C major")]
    [InlineData("Bypass wording: none. Compass words: north. A keyboard: yes. primary_key: id")]
    public void The_beginning_of_a_sentence_a_type_and_a_list_stay(string text)
    {
        SecretScrubber.ByShape.Clean(text).ShouldBe(text);
        // However a stream cuts it.
        for (int cut = 0; cut <= text.Length; cut++) string.Concat(SecretScrubber.ByShape.CleanPieces([text[..cut], text[cut..]])).ShouldBe(text);
    }

    [Theory]
    [InlineData("npm_" + "abcdefghijklmnopqrstuvwxyzABCDEFGHIJ")]
    [InlineData("SG." + "abcdefghijklmnopqrstuv.abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQ")]
    [InlineData("glpat" + "-abcdefghijklmnopqrst")]
    [InlineData("shpat" + "_0123456789abcdef0123456789abcdef")]
    [InlineData("dop_v1" + "_0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef")]
    [InlineData("hf_" + "abcdefghijklmnopqrstuvwxyzABCDEFGH")]
    [InlineData("AKIA" + "IOSFODNN7EXAMPLE")]
    [InlineData("ASIA" + "IOSFODNN7EXAMPLE")]
    [InlineData("AIza" + "SyA1b2C3d4E5f6G7h8I9j0KlMnOpQrStUvW")]
    [InlineData("xoxp" + "-123456789012-abcdefGHIJKL")]
    [InlineData("gho" + "_abcdefghijklmnopqrstuvwxyzABCDEFGHIJ")]
    [InlineData("ghs" + "_abcdefghijklmnopqrstuvwxyzABCDEFGHIJ")]
    [InlineData("ghr" + "_abcdefghijklmnopqrstuvwxyzABCDEFGHIJ")]
    [InlineData("github" + "_pat_11ABCDEFG0abcdefghijkl_mnopqrstuvwx")]
    [InlineData("sk-" + "ant-api03-abcdefghijklmnop")]
    [InlineData("sk-" + "proj-abcdefghijklmnop")]
    [InlineData("r8_" + "abcdefghijklmnopqrstuvwxyzABCDEFGHIJK")]
    [InlineData("gsk_" + "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ")]
    [InlineData("xai-" + "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ")]
    [InlineData("pplx-" + "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKL")]
    [InlineData("nvapi-" + "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ")]
    public void A_prefix_that_everybody_knows_is_enough(string key)
    {
        SecretScrubber.ByShape.Clean($"Take {key}, or not.").ShouldBe("Take [secret], or not.");
        SecretScrubber.ByShape.Clean(key).ShouldBe("[secret]");
    }

    [Theory]
    [InlineData("password"), InlineData("db_password"), InlineData("token"), InlineData("accessToken"), InlineData("api_key"), InlineData("client_secret"), InlineData("passphrase")]
    public async Task In_data_the_name_alone_is_enough_whatever_the_value(string name)
    {
        var data = new Dictionary<string, object?> { [name] = "abc", ["list"] = new[] { new Dictionary<string, object?> { [name] = 424242 } }, ["lines"] = new Dictionary<string, object?> { [name] = new[] { "abc" } }, ["count"] = 7 };
        var call = new FunctionCallContent("1", "f", data) { AdditionalProperties = new() { [name] = "abc" } };
        ChatMessage[] messages = [new(ChatRole.User, "p")];
        var options = new ChatOptions { AdditionalProperties = new() { [name] = 424242, ["more"] = data } };
        using (RecordedChatClient recorder = _cassette.Recorder(new ScriptedChatClient(ScriptedAnswer.Of(new ChatResponseUpdate(ChatRole.Assistant, [call])))))
            await recorder.GetResponseAsync(messages, options, TestContext.Current.CancellationToken);
        string text = _cassette.Text;
        text.ShouldNotContain("\"abc\"");
        text.ShouldNotContain("424242");
        text.ShouldContain("\"count\":7");
    }
}

/// <summary>By itself, since the time of other tests would be measured too.</summary>
[Collection(nameof(CassetteMemoryTests))]
public sealed class RecordedNameTimeTests
{
    [Theory]
    [InlineData("password: "), InlineData("password=\""), InlineData("password"), InlineData("api key: a "), InlineData("password=a;"), InlineData(";a"), InlineData("pwd=\\\""), InlineData("pass "), InlineData("password: a,b c")]
    public void A_long_text_with_names_is_looked_through_in_no_time(string unit)
    {
        string text = string.Concat(Enumerable.Repeat(unit, 1_000_000 / unit.Length));
        long start = System.Diagnostics.Stopwatch.GetTimestamp();
        SecretScrubber.ByShape.Clean(text).ShouldNotBeEmpty();
        SecretScrubber.ByShape.Clean("password=" + text).ShouldNotBeEmpty();
        System.Diagnostics.Stopwatch.GetElapsedTime(start).ShouldBeLessThan(TimeSpan.FromSeconds(10));
    }
}
