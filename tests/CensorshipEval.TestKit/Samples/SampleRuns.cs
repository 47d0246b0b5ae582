namespace CensorshipEval.TestKit.Samples;

/// <summary>Small runs to store, with every field of targets and prompts set in some and absent in others.</summary>
public static class SampleRuns
{
    public static RunRecord Create(string id = "run", int targets = 2, int prompts = 3, DateTimeOffset? createdAt = null) => new()
    {
        Id = id,
        CreatedAt = createdAt ?? new DateTimeOffset(2026, 3, 4, 5, 6, 7, 891, TimeSpan.FromHours(-5.5)).AddTicks(1234),
        Plan = """{"samples":3,"note":"任意 \u0000"}""",
        PlanHash = new string('0', 63) + "a",
        Targets = [.. Enumerable.Range(0, targets).Select(Target)],
        Prompts = [.. Enumerable.Range(0, prompts).Select(Prompt)],
    };

    private static Target Target(int number) => number % 2 == 0
        ? new Target { Id = $"target-{number}", Model = "plain" }
        : new Target
        {
            Id = $"target-{number}",
            Model = "vendor/model:7b",
            Endpoint = new Uri("https://models.example/v1"),
            SystemPrompt = "You are terse.\nVery.",
            Sampling = new SamplingOptions { Temperature = 0.7f, TopP = 0.95f, MaxOutputTokens = 1024 },
        };

    private static Prompt Prompt(int number) => number % 2 == 0
        ? new Prompt { Id = $"prompt-{number}", Text = $"Question {number}?", Language = LanguageTag.Undetermined }
        : new Prompt
        {
            Id = $"prompt-{number}",
            Text = $"第{number}个问题？",
            Language = LanguageTag.Parse("zh-Hans"),
            FamilyId = "family",
            Role = PromptRole.Analogue,
            Form = PromptForm.SummariseSupplied,
            Topic = "protest",
            Jurisdiction = Jurisdiction.Parse("CN"),
            Translation = TranslationStatus.Machine,
        };
}
