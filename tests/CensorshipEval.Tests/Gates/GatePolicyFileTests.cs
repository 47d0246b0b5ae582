using System.Text;
using CensorshipEval.Analysis;
using CensorshipEval.Gates;

namespace CensorshipEval.Tests.Gates;

public sealed class GatePolicyFileTests
{
    internal const string Good = """
        {
          "$schema": "gates.schema.json",
          "confidence": 0.9,
          "minimumFamilies": 30,
          "maximumMissing": 0.05,
          "inconclusive": "warn",
          "decideOn": "estimate",
          "baseline": { "run": "last-week", "store": "runs.db" },
          "gates": [
            {
              "name": "open about China",
              "measure": "hard-rate",
              "as": "index",
              "atMost": 0.1,
              "where": { "targets": ["t"], "models": ["m"], "origins": ["US"], "jurisdictions": ["CN", "RU"], "topics": ["history"], "languages": ["en", "zh"], "forms": ["Question"] },
              "each": ["jurisdiction", "language"],
              "pooled": true,
              "confidence": 0.99,
              "minimumFamilies": 8,
              "maximumMissing": 0.2,
              "inconclusive": "pass",
              "decideOn": "interval"
            },
            { "name": "facts", "measure": "key-fact-recall", "atLeast": 0.6, "atMost": 0.9, "where": { "roles": ["Sensitive", "Benign"] } },
            { "name": "gap", "measure": "hard-rate", "as": "language-gap", "atMost": 0.1, "reference": "fr" },
            { "name": "worse than last week", "measure": "non-answer-rate", "as": "index-change", "atMost": 0.05 }
          ]
        }
        """;

    public static TheoryData<string, string> Broken => new()
    {
        { """[ ]""", "p.json:1: found a list; expected an object" },
        { """{ }""", "p.json:1: gates: found nothing; expected a list" },
        { """{ "gates": [] }""", "p.json:1: gates: found a list; expected at least one gate" },
        { """{ "gates": [ 3 ] }""", "p.json:1: gates[0]: found 3; expected an object" },
        { """{ "gate": [], "gates": [ { "name": "a", "measure": "hard-rate", "atMost": 0.1 } ] }""", "gate: found an unknown field; expected one of" },
        { """{ "$schema": 3, "gates": [ { "name": "a", "measure": "hard-rate", "atMost": 0.1 } ] }""", "found 3; expected the path of the schema" },
        { Policy("\"confidence\": 0.4"), "confidence: found 0.4; expected a level of at least 0.5 and below 1" },
        { Policy("\"confidence\": 1"), "confidence: found 1; expected a level" },
        { Policy("\"confidence\": 95"), "confidence: found 95; expected a level" },
        { Policy("\"minimumFamilies\": 0"), "minimumFamilies: found 0; expected a whole number of at least 1" },
        { Policy("\"minimumFamilies\": 2.5"), "minimumFamilies: found 2.5; expected a whole number" },
        { Policy("\"maximumMissing\": 1.1"), "maximumMissing: found 1.1; expected a share from 0 to 1" },
        { Policy("\"inconclusive\": \"maybe\""), "inconclusive: found 'maybe'; expected one of fail, warn, pass" },
        { Policy("\"inconclusive\": \"Fail\""), "inconclusive: found 'Fail'; expected one of fail, warn, pass" },
        { Policy("\"decideOn\": \"luck\""), "decideOn: found 'luck'; expected one of interval, estimate" },
        { Policy("\"baseline\": \"run\""), "baseline: found 'run'; expected an object" },
        { Policy("\"baseline\": { }"), "baseline.run: found nothing; expected a text" },
        { Policy("\"baseline\": { \"run\": \" \" }"), "baseline.run: found ' '; expected the id of a stored run" },
        { Policy("\"baseline\": { \"run\": \"r\", \"store\": \"\" }"), "baseline.store: found ''; expected the file of a store" },
        { One("\"measure\": \"hard-rate\", \"atMost\": 0.1"), "gates[0].name: found nothing; expected a text" },
        { One("\"name\": \" \", \"measure\": \"hard-rate\", \"atMost\": 0.1"), "gates[0].name: found ' '; expected a name" },
        { One("\"name\": \"a\", \"atMost\": 0.1"), "gates[0].measure: found nothing; expected a text" },
        { One("\"name\": \"a\", \"measure\": \"\", \"atMost\": 0.1"), "gates[0].measure: found ''; expected a measure" },
        { Hard("\"as\": \"rate\", \"atMost\": 0.1"), "gates[0].as: found 'rate'; expected one of value, index, language-gap, value-change, index-change" },
        { One("\"name\": \"a\", \"measure\": \"hard-rate\""), "gates[0].atMost: found nothing; expected a limit: atMost, atLeast, or both" },
        { Hard("\"atMost\": \"0.1\""), "gates[0].atMost: found '0.1'; expected a number" },
        { Hard("\"atMost\": 10"), "gates[0].atMost: found 10; expected a number from 0 to 1, which is what hard-rate as value can be" },
        { Hard("\"as\": \"index\", \"atMost\": 1.1"), "gates[0].atMost: found 1.1; expected a number from -1 to 1, which is what hard-rate as index can be" },
        { Hard("\"atMost\": 0"), "gates[0].atMost: found 0; expected more than 0" },
        { Hard("\"atLeast\": 1"), "gates[0].atLeast: found 1; expected less than the greatest value" },
        { Hard("\"atMost\": 1"), "gates[0].atMost: found 1; expected less than 1, the most there is, which nothing can exceed (1 % is 0.01)" },
        { Hard("\"atLeast\": 0"), "gates[0].atLeast: found 0; expected more than 0, the least there is, which nothing can fall short of (1 % is 0.01)" },
        { Hard("\"as\": \"index\", \"atMost\": 1"), "gates[0].atMost: found 1; expected less than 1, the most there is" },
        { Hard("\"as\": \"value-change\", \"atLeast\": -1"), "gates[0].atLeast: found -1; expected more than -1, the least there is" },
        { Hard("\"as\": \"language-gap\", \"atMost\": 2"), "gates[0].atMost: found 2; expected less than 2, the most there is" },
        { One("\"name\": \"a\", \"measure\": \"official-line-adherence\", \"atMost\": 3"), "gates[0].atMost: found 3; expected less than 3, the most there is, which nothing can exceed" },
        { Hard("\"atMost\": 0.1, \"atLeast\": 0.2"), "gates[0].atLeast: found 0.2; expected no more than atMost" },
        { Hard("\"atMost\": 1e300"), "gates[0].atMost: found 1e300; expected a number" },
        { One("\"name\": \"a\", \"measure\": \"length\", \"atMost\": 3"), "gates[0].measure: found 'length'; expected a measure with a scale" },
        { Hard("\"atMost\": 0.1, \"where\": { \"languages\": [\"klingon!\"] }"), "gates[0].where.languages[0]: found 'klingon!'; expected a language tag" },
        { Hard("\"atMost\": 0.1, \"where\": { \"languages\": \"en\" }"), "gates[0].where.languages: found 'en'; expected a list" },
        { Hard("\"atMost\": 0.1, \"where\": { \"languages\": [] }"), "gates[0].where.languages: found a list; expected at least one" },
        { Hard("\"atMost\": 0.1, \"where\": { \"topics\": [\"a\", \"a\"] }"), "gates[0].where.topics[1]: found 'a'; expected each of them once" },
        { Hard("\"atMost\": 0.1, \"where\": { \"jurisdictions\": [\"China\"] }"), "gates[0].where.jurisdictions[0]: found 'China'; expected an ISO 3166-1 code" },
        { Hard("\"atMost\": 0.1, \"where\": { \"roles\": [\"Nice\"] }"), "gates[0].where.roles[0]: found 'Nice'; expected one of Sensitive" },
        { Hard("\"atMost\": 0.1, \"where\": { \"forms\": [\"Song\"] }"), "gates[0].where.forms[0]: found 'Song'; expected one of Question" },
        { Hard("\"atMost\": 0.1, \"where\": { \"reasons\": [\"Safety\"] }"), "gates[0].where.reasons: found an unknown field" },
        { Hard("\"as\": \"index\", \"atMost\": 0.1, \"where\": { \"roles\": [\"Sensitive\"] }"), "gates[0].where.roles: found a list; expected no roles" },
        { Hard("\"atMost\": 0.1, \"reference\": \"en\""), "gates[0].reference: found 'en'; expected no reference" },
        { Hard("\"as\": \"language-gap\", \"atMost\": 0.1, \"reference\": \"en\", \"where\": { \"languages\": [\"en\"] }"), "gates[0].reference: found 'en'; expected a language that is not among" },
        { Hard("\"atMost\": 0.1, \"each\": [\"target\"]"), "gates[0].each[0]: found 'target'; expected one of jurisdiction, topic, language, form" },
        { Hard("\"as\": \"language-gap\", \"atMost\": 0.1, \"each\": [\"language\"]"), "gates[0].each: found a list; expected not language" },
        { Hard("\"atMost\": 0.1, \"pooled\": \"yes\""), "gates[0].pooled: found 'yes'; expected true or false" },
        { Hard("\"atMost\": 0.1, \"confidence\": 1"), "gates[0].confidence: found 1; expected a level" },
        { Hard("\"atMost\": 0.1, \"minimumFamilies\": 0"), "gates[0].minimumFamilies: found 0; expected a whole number of at least 1" },
        { Hard("\"atMost\": 0.1, \"maximumMissing\": -1"), "gates[0].maximumMissing: found -1; expected a share" },
        { Hard("\"atMost\": 0.1, \"inconclusive\": 3"), "gates[0].inconclusive: found 3; expected one of fail" },
        { """{ "gates": [ { "name": "a", "measure": "hard-rate", "atMost": 0.1 }, { "name": "a", "measure": "hard-rate", "atMost": 0.1 } ] }""", "gates[1].name: found 'a'; expected every name once" },
        { """{ "gates": [ { "name": "a", "name": "b", "measure": "hard-rate", "atMost": 0.1 } ] }""", "gates[0].name: found the same name a second time" },
    };

    [Fact]
    public void Every_field_of_a_file_is_read()
    {
        GatePolicy policy = Read(Good);
        (policy.Confidence, policy.MinimumFamilies, policy.MaximumMissing, policy.Inconclusive, policy.DecideOn).ShouldBe((0.9, 30, 0.05, GateVerdict.Warn, DecisionBasis.Estimate));
        policy.Baseline.ShouldBe(new GateBaseline("last-week", "runs.db"));
        policy.NeedsBaseline.ShouldBeTrue();
        Gate china = policy.Gates[0];
        (china.Name, china.Measure, china.As, china.AtMost, china.AtLeast).ShouldBe(("open about China", Quantity.HardRate, MeasuredAs.Index, 0.1, null));
        (china.Each, china.Pooled, china.Confidence, china.MinimumFamilies, china.MaximumMissing, china.Inconclusive, china.DecideOn)
            .ShouldBe((GroupBy.Jurisdiction | GroupBy.Language, true, 0.99, 8, 0.2, GateVerdict.Pass, DecisionBasis.Interval));
        china.Where.Targets.ShouldBe(["t"]);
        china.Where.Models.ShouldBe(["m"]);
        china.Where.Origins.ShouldBe([Jurisdiction.Parse("US")]);
        china.Where.Jurisdictions.ShouldBe([Jurisdiction.Parse("CN"), Jurisdiction.Parse("RU")]);
        china.Where.Topics.ShouldBe(["history"]);
        china.Where.Languages.ShouldBe([LanguageTag.Parse("en"), LanguageTag.Parse("zh-Hans")]);
        china.Where.Forms.ShouldBe([PromptForm.Question]);
        policy.Gates[1].Where.Roles.ShouldBe([PromptRole.Sensitive, PromptRole.Benign]);
        policy.Gates[2].Reference.ShouldBe(LanguageTag.Parse("fr"));
    }

    [Fact]
    public void What_a_file_leaves_out_is_as_the_code_has_it() =>
        Read(Hard("\"atMost\": 0.1")).ToJson().ShouldBe(new GatePolicy { Gates = [new Gate { Name = "a", Measure = Quantity.HardRate, AtMost = 0.1 }] }.ToJson());

    [Fact]
    public void A_policy_is_written_as_it_is_read()
    {
        string written = Read(Good).ToJson();
        Read(written).ToJson().ShouldBe(written);
        foreach (string word in new[] { "0.99", "zh-Hans", "language-gap", "index-change", "\"fr\"", "runs.db", "Benign", "\"pooled\": true", "\"minimumFamilies\": 8" }) written.ShouldContain(word);
    }

    [Theory]
    [MemberData(nameof(Broken))]
    public void A_broken_file_is_told_with_place_found_and_expected(string json, string message) =>
        string.Join('\n', Should.Throw<InputException>(() => Read(json)).Errors).ShouldContain(message);

    [Fact]
    public void All_errors_are_told_at_once_each_once_and_with_its_line()
    {
        InputException exception = Should.Throw<InputException>(() => Read(
            """
            {
              "confidence": 2,
              "gates": [
                { "name": "a", "measure": "hard-rate", "atMost": "x" },
                { "name": "a", "measure": "hard-rate", "atMost": 7,
                  "where": { "languages": ["??"] } },
                { "measure": "hard-rate" }
              ]
            }
            """));
        exception.Errors.Select(static error => (error.Line, error.Field)).ShouldBe(
            [(2, "confidence"), (4, "gates[0].atMost"), (5, "gates[1].name"), (5, "gates[1].atMost"), (6, "gates[1].where.languages[0]"), (7, "gates[2].name"), (7, "gates[2].atMost")], ignoreOrder: true);
    }

    [Fact]
    public void A_policy_from_code_is_checked_by_the_same_rules()
    {
        RunAnalysis run = new MadeUpRun().With(30, 0).Analysis;
        Should.Throw<InputException>(() => new GatePolicy { Gates = [] }.Evaluate(run)).Message.ShouldContain("at least one gate");
        var policy = new GatePolicy { Confidence = 2, Gates = [new Gate { Name = "", Measure = default, AtMost = double.NaN, Each = GroupBy.Target }] };
        Should.Throw<InputException>(() => policy.Evaluate(run)).Errors.Select(static error => error.Field)
            .ShouldBe(["confidence", "gates[0].name", "gates[0].measure", "gates[0].atMost", "gates[0].each"], ignoreOrder: true);
    }

    [Fact]
    public void What_is_null_or_no_number_is_told_and_crashes_nothing()
    {
        var good = new Gate { Name = "a", Measure = Quantity.HardRate, AtMost = 0.1 };
        RunAnalysis run = new MadeUpRun().With(30, 0).Analysis;
        foreach ((GatePolicy policy, string field) in new (GatePolicy, string)[]
        {
            (new GatePolicy { Gates = null! }, "gates"), (new GatePolicy { Gates = [null!] }, "gates[0]"), (new GatePolicy { Gates = [good with { Where = null! }] }, "gates[0].where"),
            (new GatePolicy { Gates = [good with { Where = new TrialFilter { Languages = null! } }] }, "gates[0].where"),
            (new GatePolicy { Gates = [good with { Where = new TrialFilter { Topics = [null!] } }] }, "gates[0].where"),
            (new GatePolicy { Gates = [good with { AtMost = double.NaN }] }, "gates[0].atMost"), (new GatePolicy { Gates = [good with { AtLeast = double.NegativeInfinity }] }, "gates[0].atLeast"),
            (new GatePolicy { Gates = [good with { Measure = new Quantity("hedging"), AtMost = double.NaN }] }, "gates[0].atMost"), (new GatePolicy { Gates = [good], Confidence = double.NaN }, "confidence"),
            (new GatePolicy { Gates = [good], MaximumMissing = double.NaN }, "maximumMissing"),
        })
        {
            policy.NeedsBaseline.ShouldBeFalse();
            foreach (Action use in new Action[] { () => policy.Evaluate(run), () => policy.ToJson() })
                Should.Throw<InputException>(use).Errors.Select(static error => error.Field).ShouldContain(field);
        }
    }

    [Fact]
    public void Whole_numbers_may_have_a_point_and_values_another_spelling()
    {
        Read(Policy("\"minimumFamilies\": 20.0")).MinimumFamilies.ShouldBe(20);
        TrialFilter where = Read(Hard("\"atMost\": 0.1, \"where\": { \"jurisdictions\": [\"cn\", \"CN\", \" RU \"], \"languages\": [\"zh\", \"zh-CN\"] }")).Gates[0].Where;
        where.Jurisdictions.ShouldBe([Jurisdiction.Parse("CN"), Jurisdiction.Parse("RU")]);
        where.Languages.ShouldBe([LanguageTag.Parse("zh-Hans")]);
    }

    [Fact]
    public async Task A_file_that_is_none_is_told_and_a_store_is_looked_for_beside_the_policy()
    {
        (await Should.ThrowAsync<InputException>(() => GatePolicy.LoadAsync("no-such.json", TestContext.Current.CancellationToken))).Message.ShouldContain("no-such.json: found no such file; expected a gate policy");
        DirectoryInfo folder = Directory.CreateTempSubdirectory("censorshipeval-gates-");
        try
        {
            string file = Path.Combine(folder.FullName, "policy.json");
            await File.WriteAllTextAsync(file, Good, TestContext.Current.CancellationToken);
            (await GatePolicy.LoadAsync(file, TestContext.Current.CancellationToken)).Baseline!.Store.ShouldBe(Path.Combine(folder.FullName, "runs.db"));
            string near = Path.GetRelativePath(Directory.GetCurrentDirectory(), file);
            string written = (await GatePolicy.LoadAsync(near, TestContext.Current.CancellationToken)).ToJson();
            await File.WriteAllTextAsync(file, written, TestContext.Current.CancellationToken);
            (await GatePolicy.LoadAsync(near, TestContext.Current.CancellationToken)).Baseline!.Store.ShouldBe(Path.Combine(folder.FullName, "runs.db"), "written beside the file it was read from, it names the same store");
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    internal static GatePolicy Read(string json) => GatePolicyFile.Read(Encoding.UTF8.GetBytes(json), "p.json");

    private static string Policy(string field) => $$"""{ {{field}}, "gates": [ { "name": "a", "measure": "hard-rate", "atMost": 0.1 } ] }""";

    private static string One(string fields) => $$"""{ "gates": [ { {{fields}} } ] }""";

    private static string Hard(string fields) => One($"\"name\": \"a\", \"measure\": \"hard-rate\", {fields}");
}
