using System.Text;
using System.Text.Json;
using CensorshipEval.Detection;
using CensorshipEval.Running;
using CensorshipEval.TestKit.Samples;

namespace CensorshipEval.Reporting.Tests.Evidence;

public sealed class EvidenceSecretTests : IDisposable
{
    // Made up for this test; in the shape of nobody's real ones.
    private const string Key = "sk-proj-Ab1Cd2Ef3Gh4Ij5Kl6Mn7Op8";

    private readonly BundleFolder _folder = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_key_is_nowhere_in_the_bundle_wherever_it_was_planted()
    {
        EvaluationPlan plan = StoredRun.Plan(endpoint: new Uri($"https://user:{Key}@models.example/v4/accounts/0123456789abcdef0123456789abcdef/v1?api-version=2&key={Key}&region=eu"), systemPrompt: $"Your key is {Key}.");
        Exchange planted = StoredRun.Answer(plan, text: $"I am told that the key is {Key}, and that is all.") with
        {
            Reasoning = $"Key {Key}", AnsweredBy = $"model-{Key}", FinishReason = "stop", Stream = new StreamTrace { Text = $"I am told that the key is {Key}, and that is all." },
            Metadata = SampleExchanges.Metadata(
                $$"""{"requestId":"{{Key}}","x-api-key":"{{Key}}","{{Key}}":1,"provider":"host","fallbacks":["x-litellm-model-api-base: https://u:{{Key}}@h.example"],"failedAttempts":[{"code":"http429","message":"Bearer {{Key}} is over its limit (request id req_0a1b2c3d4e5f)"}],"lostAfterEnd":{"code":"x","message":"{{Key}}"},"systemFingerprint":"fp_44709d6fcb"}"""),
        };
        Exchange blocked = StoredRun.Answer(plan, 1, text: "") with
        {
            FinishReason = null, Error = new ExchangeError { Code = "data_inspection_failed", Message = $"Incorrect API key provided: {Key}. Organization org-Zz9Yy8Xx7Ww6, account 123456789012, request 01234567-89ab-cdef-0123-456789abcdef, mail someone@example.com.", HttpStatus = 400 },
        };
        var attempt = new Attempt(StoredRun.Answer(plan, 2, text: "") with { FinishReason = null, Error = new ExchangeError { Code = "timeout", Message = $"https://models.example/?api_key={Key} said nothing" }, Metadata = SampleExchanges.Metadata($$"""{"requestId":"{{Key}}"}""") }, 1);
        (IRunStore store, ReportedRun run) = await StoredRun.KeepAsync(plan, [planted, blocked], [attempt]);

        EvidenceManifest manifest = (await EvidenceBundle.WriteAsync(_folder.File(), store, run, cancellationToken: Cancel)).Manifest;

        foreach ((string name, byte[] bytes) in BundleFolder.Unpack(_folder.File()))
        {
            string text = Encoding.UTF8.GetString(bytes);
            foreach (string secret in (string[])[Key, Key[8..], "req_0a1b2c3d4e5f", "org-Zz9Yy8Xx7Ww6", "123456789012", "01234567-89ab", "someone@", "0123456789abcdef0123456789abcdef"])
                text.Contains(secret, StringComparison.OrdinalIgnoreCase).ShouldBeFalse($"{secret} in {name}");
        }

        manifest.PlanHash.ShouldNotBe(manifest.PlanHashAsRun);
        manifest.PlanHashAsRun.ShouldBe(plan.ComputeHash());
        manifest.Removed.ShouldContain(new RemovedPart("exchanges.metadata.requestId", true, 1));
        manifest.Removed.ShouldContain(new RemovedPart("attempts.metadata.requestId", true, 1));
        manifest.Removed.ShouldContain(new RemovedPart("targets.endpoint.query", true, 1));
        manifest.Removed.ShouldContain(new RemovedPart("targets.endpoint.user", true, 1));
        manifest.Removed.ShouldContain(new RemovedPart("exchanges.text", false, 1));

        EvidenceReplay replay = await StoredRun.ReplayAsync(_folder.File());
        // An answer in which a key stood is another text: no more of its verdict may change than how probable a refusal is, and that is told both times.
        manifest.VerdictsChangedByRemoval.ShouldNotBeNull().ShouldBe(replay.VerdictDifferences.Select(static difference => difference.Key));
        foreach (VerdictDifference difference in replay.VerdictDifferences)
        {
            difference.Key.PromptId.ShouldBe("p0");
            (difference.After! with { RefusalProbability = null, Evidence = [] }).ShouldBe(difference.Before! with { RefusalProbability = null, Evidence = [] });
            difference.After.Evidence.ShouldBe(difference.Before.Evidence);
        }

        replay.MeasurementsDiffering.ShouldBe(0);
        replay.ValuesDiffering.ShouldBe(0);
        replay.Run.Plan.Targets[0].Endpoint.ShouldBe(new Uri("https://models.example/v4/accounts/removedxxxxxxxxxxxxxxxxxxxxxxx/v1?api-version=2&region=eu"));
        await foreach (Trial trial in replay.Run.Trials(Cancel))
        {
            if (trial.Key.PromptId == "p0")
            {
                trial.Exchange.Text.Length.ShouldBe(planted.Text.Length);
                trial.Exchange.Text.ShouldStartWith("I am told that the key is [removedxxx");
                trial.Exchange.Metadata.Keys.ShouldBe(["provider", "fallbacks", "failedAttempts", "lostAfterEnd", "systemFingerprint"], ignoreOrder: true);
                trial.Exchange.Metadata["systemFingerprint"].GetString().ShouldBe("fp_44709d6fcb");
            }

            if (trial.Key.PromptId == "p1") trial.Verdict.Delivery.ShouldBe(Delivery.InputBlocked);
        }

        await EvidenceBundle.WriteAsync(_folder.File("again.zip"), replay.Store, replay.Run, cancellationToken: Cancel);
        (await EvidenceBundle.OpenAsync(_folder.File("again.zip"), cancellationToken: Cancel)).Manifest.Files.Where(NotJudged).ShouldBe(replay.Manifest.Files.Where(NotJudged));

        static bool NotJudged(EvidenceFile file) => file.Name != "judgements.jsonl";
    }

    [Fact]
    public async Task What_is_taken_out_of_errors_metadata_and_addresses_changes_no_verdict()
    {
        string[] codes = ["data_inspection_failed", "1301", "content_filter", "Content Exists Risk", "invalid_prompt", "server_said_no_2024_ab12cd34"];
        EvaluationPlan plan = StoredRun.Plan(prompts: codes.Length * 2, endpoint: new Uri($"https://models.example/v1?key={Key}"));
        string[] messages =
        [
            $"Your key {Key} is fine, but data_inspection_failed.", $"request id: 0123456789abcdef: your input was flagged (org-Ab1Cd2Ef3)", $"content{Key}filter", "sensitive content, account 123456789012",
            $"https://u:{Key}@h.example/?token={Key} content policy violation", "ok",
        ];
        Exchange[] exchanges =
        [
            .. codes.Select((code, number) => StoredRun.Answer(plan, number, text: "") with
            {
                FinishReason = null, Error = new ExchangeError { Code = number == 5 ? null : code, Message = messages[number], HttpStatus = 400 }, Metadata = SampleExchanges.Metadata($$"""{"requestId":"{{Key}}"}"""),
            }),
            .. codes.Select((code, number) => StoredRun.Answer(plan, number + codes.Length) with { FinishReason = code, Error = new ExchangeError { Message = messages[number] } }),
        ];
        (IRunStore store, ReportedRun run) = await StoredRun.KeepAsync(plan, exchanges);
        EvidenceManifest manifest = (await EvidenceBundle.WriteAsync(_folder.File(), store, run, cancellationToken: Cancel)).Manifest;
        manifest.VerdictsChangedByRemoval.ShouldNotBeNull().ShouldBeEmpty();
        manifest.Removed.ShouldContain(static part => part.Field == "exchanges.error.message" && part.Count > 6);
        EvidenceReplay replay = await StoredRun.ReplayAsync(_folder.File());
        replay.IsSame.ShouldBeTrue(replay.Summary);
    }

    [Fact]
    public async Task A_key_of_any_shape_is_masked_where_it_is_named()
    {
        const string Odd = "Correct Horse Battery";
        EvaluationPlan plan = StoredRun.Plan();
        Exchange planted = StoredRun.Answer(plan, text: "It is correct horse battery, or CORRECT HORSE BATTERY.") with { Metadata = SampleExchanges.Metadata("""{"id":"Correct Horse Battery"}""") };
        (IRunStore store, ReportedRun run) = await StoredRun.KeepAsync(plan, [planted]);
        await EvidenceBundle.WriteAsync(_folder.File(), store, run, new EvidenceBundleOptions { Secrets = [$" {Odd} "] }, cancellationToken: Cancel);
        foreach (byte[] bytes in BundleFolder.Unpack(_folder.File()).Values) Encoding.UTF8.GetString(bytes).Contains(Odd, StringComparison.OrdinalIgnoreCase).ShouldBeFalse();
    }

    [Fact]
    public async Task No_bundle_is_written_where_a_named_key_cannot_be_masked()
    {
        EvaluationPlan plan = StoredRun.Plan(targetId: "model@the-secret-of-mine");
        (IRunStore store, ReportedRun run) = await StoredRun.KeepAsync(plan, [StoredRun.Answer(plan)]);
        InputException refused = await Should.ThrowAsync<InputException>(() => EvidenceBundle.WriteAsync(_folder.File(), store, run, new EvidenceBundleOptions { Secrets = ["the-secret-of-mine"] }, cancellationToken: Cancel));
        refused.Message.ShouldContain("run.json: found one of the keys to be removed");
        refused.Message.ShouldNotContain("the-secret-of-mine");
        _folder.Names.ShouldBeEmpty();
        await Should.ThrowAsync<InputException>(() => EvidenceBundle.WriteAsync(_folder.File(), store, run, new EvidenceBundleOptions { Secrets = ["short"] }, cancellationToken: Cancel));
    }

    [Fact]
    public async Task A_verdict_that_hangs_on_what_is_masked_is_told_when_the_bundle_is_written_and_when_it_is_replayed()
    {
        EvaluationPlan plan = StoredRun.Plan();
        (IRunStore store, _) = await StoredRun.KeepAsync(plan, [StoredRun.Answer(plan, text: $"The key is {Key}."), StoredRun.Answer(plan, 1)]);
        var detector = new KeySeeker();
        await new EvaluationRunner(store, detector).JudgeAgainAsync("run", Cancel);
        ReportedRun run = await ReportedRun.ReadAsync(store, "run", judges: new Judges(detector.Id, []), cancellationToken: Cancel);
        EvidenceManifest manifest = (await EvidenceBundle.WriteAsync(_folder.File(), store, run, new EvidenceBundleOptions { Detector = detector }, cancellationToken: Cancel)).Manifest;
        manifest.VerdictsChangedByRemoval.ShouldNotBeNull().ShouldHaveSingleItem().PromptId.ShouldBe("p0");
        (await StoredRun.ReplayAsync(_folder.File(), new EvidenceReplayOptions { Detector = detector })).Summary.ShouldContain("1 of 2 verdicts, 0 of 0 measurements");
        (await StoredRun.ReplayAsync(_folder.File(), new EvidenceReplayOptions { Detector = detector })).Summary.ShouldContain("of 1 trial that the verdict is another without the keys");

        manifest = (await EvidenceBundle.WriteAsync(_folder.File(), store, run, cancellationToken: Cancel)).Manifest;
        manifest.VerdictsChangedByRemoval.ShouldBeNull();
    }

    [Theory]
    [InlineData("See https://example.org/sk-politics-hong-kong-protests-2019-2020-timeline and key-facts-of-the-1989-protests.")]
    [InlineData("The model gpt-4o-mini-2024-07-18 and api-version 2024-02-01-preview.")]
    [InlineData("Article 12345678901234567890, 01234567-89ab-cdef-0123-456789abcdef, someone@example.com, deadbeefdeadbeefdeadbeef12345678")]
    [InlineData("[removedxxxxxxxxxxxx]")]
    [InlineData("The bearer of the letter; basic instincts.")]
    public void What_people_and_models_write_is_left_as_it_is(string text)
    {
        long found = 0;
        new SecretMask([]).Text(text, ref found).ShouldBe(text);
        found.ShouldBe(0);
    }

    [Theory]
    [InlineData("Content Exists Risk")]
    [InlineData("Your input was flagged by content_filter_v2: data_inspection_failed (code 1301).")]
    [InlineData("The response was filtered due to the prompt triggering Azure OpenAI's content management policy. Please modify your prompt and retry.")]
    [InlineData("Rate limit reached for gpt-4o-mini-2024-07-18 on tokens per min: limit 200000, used 199999.")]
    [InlineData("Meta-Llama-3-70B-Instruct-Turbo is not available; request_timeout, account_verification_failed")]
    [InlineData("系统检测到输入或生成内容可能包含不安全或敏感内容")]
    public void What_a_detector_reads_in_an_error_is_left_as_it_is(string message)
    {
        long found = 0;
        new SecretMask([]).Told(message, ref found).ShouldBe(message);
    }

    [Theory]
    [InlineData("AIzaSyA1b2C3d4E5f6G7h8I9j0KlMnOpQrStUvW")]
    [InlineData("ghp_A1b2C3d4E5f6G7h8I9j0KlMnOpQrStUvWxYz")]
    [InlineData("xoxb-123456789012-a1b2c3d4e5f6g7h8")]
    [InlineData("hf_AbCdEfGh1234567890")]
    [InlineData("eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0In0.abc_DEF-123")]
    [InlineData("AKIAIOSFODNN7EXAMPLE")]
    public void Keys_are_masked_in_any_text_to_the_same_length_and_once(string key)
    {
        var mask = new SecretMask([]);
        long found = 0;
        string masked = mask.Text($"前 {key}, after", ref found);
        masked.ShouldNotContain(key[5..]);
        masked.Length.ShouldBe($"前 {key}, after".Length);
        masked.ShouldEndWith(", after");
        found.ShouldBe(1);
        mask.Text(masked, ref found).ShouldBe(masked);
        found.ShouldBe(1);
    }

    [Theory]
    [InlineData("Bearer abcdefgh12345678")]
    [InlineData("{\"api_key\":\"abc123def\"}")]
    [InlineData("Authorization: Basic dXNlcjpwYXNzd29yZDE=")]
    [InlineData("https://u:p@host/v1?sig=abc%2Fdef")]
    [InlineData("Request ID: 20250102030405678")]
    [InlineData("org-AbCdEfGhIjKlMnOp quota")]
    [InlineData("chatcmpl-9a8b7c6d5e4f")]
    [InlineData("token aBc1_dEf2-gHi3_jKl4-mNo5_pQr6")]
    public void What_providers_tell_of_keys_and_accounts_is_masked_and_stays_masked(string message)
    {
        var mask = new SecretMask([]);
        long found = 0;
        string masked = mask.Told(message, ref found);
        masked.Length.ShouldBe(message.Length);
        found.ShouldBeGreaterThan(0);
        mask.Told(masked, ref found).ShouldBe(masked);
    }

    [Fact]
    public void A_megabyte_of_anything_is_looked_through_quickly()
    {
        foreach (string piece in (string[])["sk-", "a1", "eyJa.", "-----BEGIN PRIVATE KEY-----", "?key=&", "://a@", "bearer ", "A1-", "@a.", "\ud83d"])
        {
            var mask = new SecretMask([]);
            long found = 0;
            string text = string.Concat(Enumerable.Repeat(piece, 1_000_000 / piece.Length));
            long started = TimeProvider.System.GetTimestamp();
            mask.Text(text, ref found).Length.ShouldBe(text.Length);
            mask.Told(text, ref found).Length.ShouldBe(text.Length);
            TimeProvider.System.GetElapsedTime(started).ShouldBeLessThan(TimeSpan.FromSeconds(20), piece);
        }
    }

    private sealed class KeySeeker : IRefusalDetector
    {
        public ComponentId Id => new("key-seeker", "1.0.0");

        public ValueTask<Verdict> DetectAsync(Exchange exchange, CancellationToken cancellationToken = default) => ValueTask.FromResult(new Verdict
        {
            Detector = Id, Delivery = Delivery.Delivered, Engagement = exchange.Text.Contains("sk-", StringComparison.Ordinal) ? Engagement.Refused : Engagement.Complete,
        });
    }
}
