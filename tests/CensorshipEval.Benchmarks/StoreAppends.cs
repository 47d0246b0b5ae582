using BenchmarkDotNet.Attributes;
using CensorshipEval.Storage.Sqlite;

namespace CensorshipEval.Benchmarks;

/// <summary>What one trial costs to store: an exchange with an answer of 600 characters, its verdict and two measurements, 64 to a transaction.</summary>
public class StoreAppends
{
    private const int BatchSize = 64;

    private static readonly ComponentId Detector = new("default", "1.0.0");
    private static readonly ComponentId First = new("key-fact-recall", "1.0.0");
    private static readonly ComponentId Second = new("official-line-adherence", "1.0.0");

    private readonly Target _target = new() { Id = "m", Model = "m" };
    private readonly Prompt _prompt = new() { Id = "p", Text = "What happened?", Language = LanguageTag.Parse("en"), FamilyId = "f" };
    private readonly string _answer = SampleAnswer.Of("en", refuses: false, length: 600).Text;
    private string _folder = "";
    private SqliteRunStore _store = null!;
    private int _sample;

    /// <summary>Makes an empty store in a folder of its own.</summary>
    [GlobalSetup]
    public void Open() => OpenAsync().GetAwaiter().GetResult();

    /// <summary>Removes it.</summary>
    [GlobalCleanup]
    public void Close() => CloseAsync().GetAwaiter().GetResult();

    private async Task OpenAsync()
    {
        _folder = Directory.CreateTempSubdirectory("store-appends").FullName;
        _store = await SqliteRunStore.OpenAsync(Path.Combine(_folder, "run.db"));
        await _store.CreateRunAsync(new RunRecord
        {
            Id = "run", CreatedAt = DateTimeOffset.UnixEpoch, Plan = "{}", PlanHash = new string('0', 64), Targets = [_target], Prompts = [_prompt],
        });
    }

    private async Task CloseAsync()
    {
        await _store.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    /// <summary>Appends a batch; figures are per trial.</summary>
    [Benchmark(OperationsPerInvoke = BatchSize)]
    public async Task Append()
    {
        var exchanges = new Exchange[BatchSize];
        for (int i = 0; i < BatchSize; i++)
        {
            exchanges[i] = new Exchange
            {
                Key = new TrialKey("run", "m", "p", _sample++), Target = _target, Prompt = _prompt, Text = _answer, FinishReason = "stop",
            };
        }

        await _store.WriteAsync(new RunBatch
        {
            Exchanges = exchanges,
            Verdicts = [.. exchanges.Select(static e => new KeyedVerdict(e.Key, new Verdict { Detector = Detector, Delivery = Delivery.Delivered, Engagement = Engagement.Complete }))],
            Measurements =
            [
                .. exchanges.SelectMany(static e => new[]
                {
                    new KeyedMeasurement(e.Key, new Measurement { Measure = First, Value = 1 }), new KeyedMeasurement(e.Key, new Measurement { Measure = Second, Value = 0 }),
                }),
            ],
        });
    }
}
