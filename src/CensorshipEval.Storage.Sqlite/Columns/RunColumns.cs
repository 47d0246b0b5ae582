using Microsoft.Data.Sqlite;

namespace CensorshipEval.Storage.Sqlite.Columns;

/// <summary>The columns of targets and prompts, in one order for writing and reading.</summary>
internal static class RunColumns
{
    public const string TargetNames = "target_id, model, endpoint, system_prompt, temperature, top_p, max_output_tokens";
    public const string PromptNames = "prompt_id, text, language, family_id, role, form, topic, jurisdiction, translation";
    public const int TargetCount = 7;
    public const int PromptCount = 9;

    public static void BindTarget(Statement statement, int at, Target target)
    {
        statement[at] = ExactText.ToColumn(target.Id);
        statement[at + 1] = ExactText.ToColumn(target.Model);
        statement[at + 2] = ExactText.ToColumn(target.Endpoint?.OriginalString);
        statement[at + 3] = ExactText.ToColumn(target.SystemPrompt);
        statement[at + 4] = ColumnValues.ToColumn(target.Sampling.Temperature);
        statement[at + 5] = ColumnValues.ToColumn(target.Sampling.TopP);
        statement[at + 6] = ColumnValues.ToColumn(target.Sampling.MaxOutputTokens);
    }

    public static Target ReadTarget(SqliteDataReader row, int at) => new()
    {
        Id = ExactText.FromColumn(row, at)!,
        Model = ExactText.FromColumn(row, at + 1)!,
        Endpoint = ExactText.FromColumn(row, at + 2) is { } endpoint ? new Uri(endpoint, UriKind.RelativeOrAbsolute) : null,
        SystemPrompt = ExactText.FromColumn(row, at + 3),
        Sampling = new SamplingOptions
        {
            Temperature = (float?)ColumnValues.Real(row, at + 4),
            TopP = (float?)ColumnValues.Real(row, at + 5),
            MaxOutputTokens = (int?)ColumnValues.Integer(row, at + 6),
        },
    };

    public static void BindPrompt(Statement statement, int at, Prompt prompt)
    {
        statement[at] = ExactText.ToColumn(prompt.Id);
        statement[at + 1] = ExactText.ToColumn(prompt.Text);
        statement[at + 2] = prompt.Language.Value;
        statement[at + 3] = ExactText.ToColumn(prompt.FamilyId);
        statement[at + 4] = ColumnValues.ToColumn(prompt.Role);
        statement[at + 5] = ColumnValues.ToColumn(prompt.Form);
        statement[at + 6] = ExactText.ToColumn(prompt.Topic);
        statement[at + 7] = prompt.Jurisdiction.Code;
        statement[at + 8] = prompt.Translation.ToString();
    }

    public static Prompt ReadPrompt(SqliteDataReader row, int at) => new()
    {
        Id = ExactText.FromColumn(row, at)!,
        Text = ExactText.FromColumn(row, at + 1)!,
        Language = LanguageTag.Parse(row.GetString(at + 2)),
        FamilyId = ExactText.FromColumn(row, at + 3),
        Role = ColumnValues.Name<PromptRole>(row, at + 4),
        Form = ColumnValues.Name<PromptForm>(row, at + 5),
        Topic = ExactText.FromColumn(row, at + 6),
        Jurisdiction = Jurisdiction.Parse(row.GetString(at + 7)),
        Translation = Enum.Parse<TranslationStatus>(row.GetString(at + 8)),
    };
}
