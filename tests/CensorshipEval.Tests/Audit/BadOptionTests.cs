namespace CensorshipEval.Tests.Audit;

public sealed class BadOptionTests : IDisposable
{
    private readonly AuditFolder _folder = new();

    /// <summary>Filters by what the built-in corpus does not have, whatever it has.</summary>
    public static TheoryData<string, string> FiltersThatFitNothing
    {
        get
        {
            IReadOnlyList<Prompt> corpus = TestCorpus.BuiltIn.Prompts;
            (string jurisdiction, string topic) = corpus.Select(static prompt => prompt.Jurisdiction.Code).Distinct()
                .SelectMany(_ => corpus.Select(static prompt => prompt.Topic!).Distinct(), static (jurisdiction, topic) => (jurisdiction, topic))
                .First(pair => !corpus.Any(prompt => prompt.Jurisdiction.Code == pair.jurisdiction && prompt.Topic == pair.topic));
            return new()
            {
                { "--languages la", $"--languages: found 'la'; expected one of {Known(static prompt => prompt.Language.Value)}" },
                { "--jurisdictions AQ", $"--jurisdictions: found 'AQ'; expected one of {Known(static prompt => prompt.Jurisdiction.Code)}" },
                { "--topics no-such-topic", $"--topics: found 'no-such-topic'; expected one of {Known(static prompt => prompt.Topic!)}" },
                { $"--jurisdictions {jurisdiction} --topics {topic}", "filters: found no prompt that meets every filter" },
            };

            string Known(Func<Prompt, string> property) => string.Join(", ", corpus.Select(property).Distinct().Order(StringComparer.Ordinal));
        }
    }

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("--samples 0", "--samples: found '0'; expected a whole number from 1 to 100000")]
    [InlineData("--samples many", "--samples: found 'many'; expected a whole number from 1 to 100000")]
    [InlineData("--samples", "--samples")]
    [InlineData("--samples 1 --samples 2", "--samples")]
    [InlineData("--max-prompts 0", "--max-prompts: found '0'; expected a whole number of at least 1")]
    [InlineData("--max-prompts 99999999999", "--max-prompts: found '99999999999'")]
    [InlineData("--seed 1.5", "--seed: found '1.5'; expected a whole number")]
    [InlineData("--concurrency 0", "--concurrency: found '0'; expected a whole number from 1 to 10000")]
    [InlineData("--concurrency 10001", "--concurrency: found '10001'")]
    [InlineData("--languages klingon!", "--languages: found 'klingon!'; expected a BCP 47 tag")]
    [InlineData("--languages en,,de", "--languages: found ''; expected a BCP 47 tag")]
    [InlineData("--jurisdictions China", "--jurisdictions: found 'China'; expected an ISO 3166 code")]
    [InlineData("--roles Nice", "--roles: found 'Nice'; expected one of Sensitive, Analogue")]
    [InlineData("--roles 1", "--roles: found '1'; expected one of Sensitive, Analogue")]
    [InlineData("--json no-such-folder/x.json", "--json: found no folder")]
    [InlineData("--trials no-such-folder/x.jsonl", "--trials: found no folder")]
    [InlineData("--store no-such-folder/x.db", "--store: found no folder")]
    [InlineData("--json .", "--json: found the folder '.'; expected a file")]
    [InlineData("--trials .", "--trials: found the folder '.'; expected a file")]
    [InlineData("--store .", "--store: found the folder '.'; expected a file")]
    [InlineData("--json ", "--json: found nothing; expected a value")]
    [InlineData("--resume 20260102-030405-a1b2c3d4", "--resume: found no store 'new.db'; expected the run's store")]
    [InlineData("--transcripts missing.jsonl", "missing.jsonl: found no such file; expected")]
    [InlineData("--prompts missing.jsonl", "missing.jsonl: found no such file; expected")]
    [InlineData("--corpus missing", "missing: found no such folder; expected")]
    [InlineData("--transcripts .", ".: found a folder; expected")]
    [InlineData("--prompts .", ".: found a folder; expected")]
    [InlineData("--corpus .", ".: found no family file in it; expected")]
    [InlineData("--samplse 3", "'--samplse'")]
    [InlineData("stray", "'stray'")]
    [InlineData("--prompts a --corpus b", "found more than one of them; expected at most one source of prompts")]
    [InlineData("--transcripts a --prompts b", "found more than one of them; expected at most one source of prompts")]
    [InlineData("--json out --trials ./out", "--json, --trials: found the one file")]
    [InlineData("--json runs.db --store runs.db", "--store, --json: found the one file")]
    [InlineData("--endpoint https://a.example/v1", "--model: found nothing; expected a model at the endpoint")]
    [InlineData("--endpoint a.example/v1 --model m", "--endpoint: found 'a.example/v1'; expected an address such as https://api.example.com/v1")]
    [InlineData("--endpoint ftp://a.example/v1 --model m", "--endpoint: found 'ftp://a.example/v1'; expected an address")]
    [InlineData("--endpoint https://me:pw@a.example/v1 --model m", "--endpoint: found 'https://a.example/v1'; expected an address without user, password or key")]
    [InlineData("--endpoint https://a.example/v1?key=abc --model m", "--endpoint: found 'https://a.example/v1'; expected an address without user, password or key")]
    [InlineData("--endpoint https://a.example/v1 --model m --api-key-env sk-abcdef", "--api-key-env: found something else, which is not shown lest it be the key; expected the name of an environment variable")]
    [InlineData("--endpoint https://a.example/v1 --model m --api-key-env NO_SUCH_KEY", "the key of m@a.example: found nothing under NO_SUCH_KEY; expected the endpoint's key")]
    [InlineData("--endpoint https://a.example/v1 --model m --api-key-env abcdef123", "the key of m@a.example: found nothing under the name given; expected")]
    [InlineData("--endpoint https://a.example/v1 --model m --temperature 3", "--temperature: found '3'; expected a number from 0 to 2")]
    [InlineData("--endpoint https://a.example/v1 --model m --timeout 0", "--timeout: found '0'; expected a number from 0.001 to 86400")]
    [InlineData("--endpoint https://a.example/v1 --model m --prices 1", "--prices: found '1'; expected two prices")]
    [InlineData("--endpoint https://a.example/v1 --model m --max-cost 1", "the limit of costs: found no prices of m@a.example; expected prices of every target")]
    [InlineData("--endpoint https://a.example/v1 --model m --api-key sk-abcdef123", "a key has no place on a command line")]
    [InlineData("--endpoint https://a.example/v1 --model m --api-key-header Auth:sk-abcdef123", "--api-key-header: found something else, which is not shown lest it be the key")]
    [InlineData("--endpoint https://a.example/v1?subscription-key=abc --model m", "--endpoint: found 'https://a.example/v1'; expected an address without user, password or key")]
    [InlineData("--endpoint https://a.example/v1;key=abc --model m", "--endpoint: found 'https://a.example/v1'; expected an address without user, password or key")]
    [InlineData("--endpoint https://a.example/v1 --model m --targets t.json", "--targets, --endpoint: found both of them; expected one of them")]
    [InlineData("--endpoint https://a.example/v1 --model m --transcripts t.jsonl", "--transcripts: found live models beside it; expected either")]
    [InlineData("--model m", "--model: found no --endpoint; expected --endpoint beside it")]
    [InlineData("--targets t.json --temperature 1", "--temperature: found --targets; expected it in the targets file")]
    [InlineData("--targets missing.json", "missing.json: found no such file; expected a targets file")]
    [InlineData("--max-cost 3", "--max-cost: found no live models; expected --endpoint or --targets beside it")]
    [InlineData("--endpoint https://a.example/v1 --model m", "--yes: found no consent to asking live models, and no terminal to ask on; expected --yes")]
    [MemberData(nameof(FiltersThatFitNothing))]
    public async Task An_option_that_cannot_be_used_ends_with_2_before_anything_is_done(string arguments, string message)
    {
        Ended ended = (await _folder.RunAsync([.. arguments.Split(' '), .. arguments.Contains("--store", StringComparison.Ordinal) ? [] : new[] { "--store", "new.db" }])).ShouldEndWith(2);
        ended.Error.ShouldContain(message);
        ended.Error.ShouldStartWith("error: ");
        ended.Error.ShouldNotContain("   at ");
        ended.Error.ShouldNotContain("sk-abcdef");
        ended.Output.ShouldBeEmpty();
        _folder.Names.ShouldBeEmpty();
    }

    [Fact]
    public async Task Every_wrong_option_is_named_at_once_and_even_when_quiet()
    {
        Ended ended = (await _folder.RunAsync("--languages", "x!,de", "y!", "--roles", "Nice", "--json", "none/x", "--prompts", "a", "--corpus", "b", "--quiet")).ShouldEndWith(2);
        foreach (string found in new[] { "--languages: found 'x!'", "--languages: found 'y!'", "--roles: found 'Nice'", "--json: found no folder", "at most one source" })
            ended.Error.ShouldContain(found);
        ended.Error.ShouldContain("5 errors; nothing was done.");
    }

    [Fact]
    public async Task A_run_without_a_store_of_its_name_is_not_resumed()
    {
        (await _folder.RunAsync("--resume", "20260102-030405-a1b2c3d4")).ShouldEndWith(2).Error.ShouldContain("--resume: found no store 'censorshipeval-20260102-030405-a1b2c3d4.db'");
        _folder.Names.ShouldBeEmpty();
    }

    [Fact]
    public async Task An_input_is_never_written_over()
    {
        string answers = _folder.Write("answers.jsonl", RecordedAnswer.Row("1"));
        string before = File.ReadAllText(_folder.File(answers));
        foreach (string option in new[] { "--trials", "--json", "--store" })
        {
            Ended ended = (await _folder.RunAsync("--transcripts", answers, option, _folder.File(answers))).ShouldEndWith(2);
            ended.Error.ShouldContain($"--transcripts, {option}: found the one file");
        }

        File.ReadAllText(_folder.File(answers)).ShouldBe(before);
        _folder.Names.ShouldBe([answers]);
    }

    [Fact]
    public async Task A_file_that_is_no_run_store_is_left_as_it_is()
    {
        _folder.Write("notes.txt", string.Concat(Enumerable.Repeat("These are notes. ", 100)));
        string before = File.ReadAllText(_folder.File("notes.txt"));
        (await _folder.RunAsync("--store", "notes.txt")).ShouldEndWith(2).Error.ShouldContain("is not a SQLite database");
        (await _folder.RunAsync("--store", "notes.txt", "--resume", "x")).ShouldEndWith(2).Error.ShouldContain("is not a SQLite database");
        File.ReadAllText(_folder.File("notes.txt")).ShouldBe(before);
        _folder.Names.ShouldBe(["notes.txt"]);
    }

    [Fact]
    public async Task A_run_is_resumed_only_as_it_was_begun()
    {
        (await _folder.RunAsync("--store", "runs.db", "--languages", "en", "--samples", "2", "--max-prompts", "9", "--json", "first.json")).ShouldEndWith(0);
        string run = (string)_folder.ReadJson("first.json")["run"]!;
        long exchanges = _folder.Exchanges("runs.db");
        _folder.Write("prompts.jsonl", new System.Text.Json.Nodes.JsonObject { ["id"] = "p", ["text"] = "t", ["language"] = "en" });
        _folder.Write("answers.jsonl", RecordedAnswer.Row("1"));

        (await ResumeAsync("other")).Error.ShouldContain($"--resume: found 'other'; expected one of {run}");
        foreach (string arguments in new[] { "--languages de", "--languages en", "--samples 3", "--seed 2", "--max-prompts 8", "--roles Benign", $"--topics {TestCorpus.BuiltIn.Prompts[0].Topic}", "--jurisdictions CN" })
            (await ResumeAsync([run, .. arguments.Split(' ')])).Error.ShouldContain("--resume: found options that describe another plan than the run's");
        (await ResumeAsync(run, "--prompts", "prompts.jsonl")).Error.ShouldContain("--resume: found the corpus 'prompts'");
        (await ResumeAsync(run, "--transcripts", "answers.jsonl")).Error.ShouldContain("--resume: found 'answers.jsonl', which is another file");

        _folder.Exchanges("runs.db").ShouldBe(exchanges);
        _folder.Ask("runs.db", "SELECT count(*) FROM runs").ShouldBe(1L);
        _folder.Names.ShouldNotContain("out.json");
        (await _folder.RunAsync("--store", "runs.db", "--resume", run, "--languages", "en", "--samples", "2", "--max-prompts", "9", "--concurrency", "3")).ShouldEndWith(0);
        (await _folder.RunAsync("--store", "runs.db", "--resume", run)).ShouldEndWith(0);
    }

    private async Task<Ended> ResumeAsync(params string[] arguments) =>
        (await _folder.RunAsync(["--store", "runs.db", "--json", "out.json", "--resume", .. arguments])).ShouldEndWith(2);
}
