using System.Text.Json;
using CensorshipEval.Clients;
using CensorshipEval.Detection;
using CensorshipEval.Running;
using CensorshipEval.Storage;
using Microsoft.Extensions.Logging;

namespace CensorshipEval.Tests.Running;

public sealed class AttemptTests : IAsyncDisposable
{
    private const string Words = "You asked about a secret matter.";

    private static readonly DefaultRefusalDetector Detector = new();

    private readonly InMemoryRunStore _store = new();
    private readonly RecordingLogger _logger = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public ValueTask DisposeAsync() => _store.DisposeAsync();

    [Fact]
    public async Task Attempts_that_were_tried_again_within_a_call_are_stored_before_its_answer()
    {
        EvaluationPlan plan = Plan();
        await RunAsync(plan, request => WithFailures(CountingSource.Answer(request, "A plain answer about it."), 429, 503));

        List<Attempt> attempts = await AttemptsAsync();
        attempts.Count.ShouldBe(2 * (int)plan.TrialCount);
        foreach (IGrouping<TrialKey, Attempt> call in attempts.GroupBy(static attempt => attempt.Exchange.Key))
        {
            call.Select(static attempt => attempt.Number).ShouldBe([1, 2]);
            call.Select(static attempt => attempt.Exchange.Error!.HttpStatus).ShouldBe([429, 503]);
            call.ShouldAllBe(static attempt => attempt.Exchange.Text.Length == 0 && attempt.Exchange.FinishReason == null);
        }

        (await _store.ReadTrialsAsync("run", new Judges(Detector.Id, []), Cancellation).ToListAsync(Cancellation))
            .ShouldAllBe(static trial => trial.Verdict.Delivery == Delivery.Delivered);
    }

    [Fact]
    public async Task A_call_that_failed_in_the_end_numbers_on_over_calls()
    {
        EvaluationPlan plan = Plan();
        for (int i = 0; i < 2; i++) await RunAsync(plan, static request => WithFailures(CountingSource.Failure(request), 500));

        foreach (IGrouping<TrialKey, Attempt> call in (await AttemptsAsync()).GroupBy(static attempt => attempt.Exchange.Key))
        {
            call.Select(static attempt => attempt.Number).ShouldBe([1, 2, 3, 4]);
            call.Select(static attempt => attempt.Exchange.Error!.Code).ShouldBe(["http-500", "connection", "http-500", "connection"]);
        }
    }

    [Theory]
    [InlineData("3")]
    [InlineData("[{\"code\":1}]")]
    [InlineData("[]")]
    [InlineData("{}")]
    public async Task Metadata_of_that_name_which_are_no_attempts_are_none(string json)
    {
        using var document = JsonDocument.Parse(json);
        JsonElement element = document.RootElement.Clone();
        await RunAsync(Plan(), request => CountingSource.Answer(request, "A plain answer.") with
        {
            Metadata = new Dictionary<string, JsonElement>(StringComparer.Ordinal) { ["failedAttempts"] = element },
        });

        (await AttemptsAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task Every_failed_attempt_is_logged_by_key_code_and_status_and_never_by_its_words()
    {
        EvaluationPlan plan = Plan();
        await RunAsync(plan, request => WithFailures(CountingSource.Answer(request, "A plain answer about it."), 429));

        IReadOnlyList<string> told = _logger.Of(4);
        told.Count.ShouldBe((int)plan.TrialCount);
        told.ShouldContain($"Attempt 1 at one/{plan.Prompts[0].Id}#0 failed: http-429, HTTP status 429");
        _logger.Entries.ShouldAllBe(static entry => !entry.Text.Contains("secret"));
        _logger.Of(5).ShouldHaveSingleItem().ShouldBe($"Run run finished: {plan.TrialCount} trials now, 0 of them failed in transport, {plan.TrialCount} failed attempts in all");
        _logger.Of(6).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_run_that_stops_says_why_without_a_providers_words()
    {
        await Should.ThrowAsync<ChatEndpointException>(() => RunAsync(Plan(), static _ => throw new ChatEndpointException(System.Net.HttpStatusCode.Unauthorized, "invalid_api_key", Words)));
        await Should.ThrowAsync<NotSupportedException>(() => RunAsync(Plan(), static _ => throw new NotSupportedException(Words)));
        await foreach (Trial _ in Runner().RunAsync("run", Plan(), new CountingSource(), Cancellation)) break;
        using var cancelled = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
        await Should.ThrowAsync<OperationCanceledException>(async () =>
        {
            await foreach (Trial _ in Runner().RunAsync("other", Plan(), new CountingSource(), cancelled.Token)) await cancelled.CancelAsync();
        });

        IReadOnlyList<string> told = _logger.Of(6);
        told[0].ShouldBe("Run run stopped after 0 trials: the endpoint refuses calls, HTTP status 401, code invalid_api_key");
        told[1].ShouldEndWith("an error, NotSupportedException");
        told[2].ShouldEndWith("the caller stopped listening");
        told[3].ShouldEndWith("it was cancelled");
        told.Count.ShouldBe(4);
        _logger.Entries.ShouldAllBe(static entry => !entry.Text.Contains(Words));
        _logger.Of(5).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_finish_reason_that_nobody_knows_is_warned_of_once()
    {
        await RunAsync(Plan(), static request => CountingSource.Answer(request, "A plain answer.") with { FinishReason = request.Key.Sample == 0 ? "banana" : "pear" });

        _logger.Of(3).Count.ShouldBe(2);
        _logger.Of(3).ShouldContain("Unknown finish reason 'banana' from one: kept as it is, counted as missing");
        _logger.Entries.Where(static entry => entry.Id == 3).ShouldAllBe(static entry => entry.Level == LogLevel.Warning);
    }

    [Fact]
    public async Task Finish_reasons_that_a_server_invents_fill_neither_the_log_nor_a_line_of_it()
    {
        string tail = new('x', 10_000);
        await RunAsync(Plan(samples: 120), request => CountingSource.Answer(request, "A plain answer.") with { FinishReason = $"{request.Key}{tail}" });

        _logger.Of(3).Count.ShouldBeInRange(100, 120);
        _logger.Of(3).ShouldAllBe(static text => text.Length < 400);
    }

    private static Exchange WithFailures(Exchange exchange, params int[] statuses) => exchange with
    {
        Metadata = new Dictionary<string, JsonElement>(StringComparer.Ordinal)
        {
            ["failedAttempts"] = JsonSerializer.SerializeToElement(
                statuses.Select(static status => new { code = $"http-{status}", message = Words, httpStatus = status })),
        },
    };

    private static EvaluationPlan Plan(int samples = 2) => new()
    {
        Corpus = TestCorpus.BuiltIn.Info,
        Targets = [new Target { Id = "one", Model = "m" }],
        Prompts = TestCorpus.Few,
        Samples = samples,
        Judges = new Judges(Detector.Id, []),
        Source = "test",
    };

    private EvaluationRunner Runner() => new(_store, Detector, logger: _logger);

    private async Task RunAsync(EvaluationPlan plan, Func<TrialRequest, Exchange> answer) =>
        await Runner().RunAsync("run", plan, new CountingSource(answer), Cancellation).ToListAsync(Cancellation);

    private async Task<List<Attempt>> AttemptsAsync() => await _store.ReadAttemptsAsync("run", Cancellation).ToListAsync(Cancellation);
}
