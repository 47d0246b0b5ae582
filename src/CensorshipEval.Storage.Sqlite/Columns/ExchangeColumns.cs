using Microsoft.Data.Sqlite;

namespace CensorshipEval.Storage.Sqlite.Columns;

/// <summary>The columns that exchanges and attempts share, in one order for writing and reading. What may be long stands last.</summary>
internal static class ExchangeColumns
{
    public const string Names =
        "run, target, prompt, sample, finish_reason, error_code, error_message, error_status, answered_by, " +
        "has_usage, input_tokens, output_tokens, reasoning_tokens, started_at, first_update_ticks, duration_ticks, " +
        "stream, text, reasoning, streamed, updates, metadata";

    public const int Count = 22;

    private const long NotStreamed = 0;
    private const long StreamedAsText = 1;
    private const long StreamedOtherText = 2;

    /// <summary>Binds from the parameter at <paramref name="at"/> on.</summary>
    public static void Bind(Statement statement, int at, Exchange exchange, StoredTrialPlace place)
    {
        bool sameText = exchange.Stream is { } trace && string.Equals(trace.Text, exchange.Text, StringComparison.Ordinal);
        statement[at] = place.Run.Row;
        statement[at + 1] = place.Target;
        statement[at + 2] = place.Prompt;
        statement[at + 3] = (long)exchange.Key.Sample;
        statement[at + 4] = ExactText.ToColumn(exchange.FinishReason);
        statement[at + 5] = ExactText.ToColumn(exchange.Error?.Code);
        statement[at + 6] = ExactText.ToColumn(exchange.Error?.Message);
        statement[at + 7] = ColumnValues.ToColumn(exchange.Error?.HttpStatus);
        statement[at + 8] = ExactText.ToColumn(exchange.AnsweredBy);
        statement[at + 9] = exchange.Usage is null ? 0L : 1L;
        statement[at + 10] = ColumnValues.ToColumn(exchange.Usage?.InputTokens);
        statement[at + 11] = ColumnValues.ToColumn(exchange.Usage?.OutputTokens);
        statement[at + 12] = ColumnValues.ToColumn(exchange.Usage?.ReasoningTokens);
        statement[at + 13] = ColumnValues.ToColumn(exchange.Timing?.StartedAt);
        statement[at + 14] = ColumnValues.ToColumn(exchange.Timing?.ToFirstUpdate);
        statement[at + 15] = ColumnValues.ToColumn(exchange.Timing?.Duration);
        statement[at + 16] = exchange.Stream is null ? NotStreamed : sameText ? StreamedAsText : StreamedOtherText;
        statement[at + 17] = ExactText.ToColumn(exchange.Text);
        statement[at + 18] = ExactText.ToColumn(exchange.Reasoning);
        statement[at + 19] = ExactText.ToColumn(sameText ? null : exchange.Stream?.Text);
        statement[at + 20] = JsonColumns.Updates(exchange.Stream?.Updates ?? []);
        statement[at + 21] = JsonColumns.Metadata(exchange.Metadata);
    }

    /// <summary>Reads from the column at <paramref name="at"/> on.</summary>
    public static Exchange Read(SqliteDataReader row, int at, StoredRun run)
    {
        Target target = run.TargetOf(row.GetInt64(at + 1));
        Prompt prompt = run.PromptOf(row.GetInt64(at + 2));
        string text = ExactText.FromColumn(row, at + 17)!;
        return new Exchange
        {
            Key = new TrialKey(run.Id, target.Id, prompt.Id, row.GetInt32(at + 3)),
            Target = target,
            Prompt = prompt,
            Text = text,
            Reasoning = ExactText.FromColumn(row, at + 18),
            FinishReason = ExactText.FromColumn(row, at + 4),
            Error = Error(row, at),
            Stream = Stream(row, at, text),
            AnsweredBy = ExactText.FromColumn(row, at + 8),
            Usage = Usage(row, at),
            Timing = Timing(row, at),
            Metadata = JsonColumns.Metadata(row, at + 21),
        };
    }

    private static ExchangeError? Error(SqliteDataReader row, int at) => ExactText.FromColumn(row, at + 6) is not { } message ? null : new()
    {
        Code = ExactText.FromColumn(row, at + 5),
        Message = message,
        HttpStatus = (int?)ColumnValues.Integer(row, at + 7),
    };

    private static StreamTrace? Stream(SqliteDataReader row, int at, string text) => row.GetInt64(at + 16) is var stream and not NotStreamed
        ? new() { Text = stream is StreamedAsText ? text : ExactText.FromColumn(row, at + 19)!, Updates = JsonColumns.Updates(row, at + 20) }
        : null;

    private static TokenUsage? Usage(SqliteDataReader row, int at) => row.GetInt64(at + 9) == 0 ? null : new()
    {
        InputTokens = ColumnValues.Integer(row, at + 10),
        OutputTokens = ColumnValues.Integer(row, at + 11),
        ReasoningTokens = ColumnValues.Integer(row, at + 12),
    };

    private static ExchangeTiming? Timing(SqliteDataReader row, int at) => ColumnValues.Time(row, at + 13) is not { } startedAt ? null : new()
    {
        StartedAt = startedAt,
        ToFirstUpdate = ColumnValues.Span(row, at + 14),
        Duration = ColumnValues.Span(row, at + 15)!.Value,
    };
}
