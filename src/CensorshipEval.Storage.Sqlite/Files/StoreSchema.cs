namespace CensorshipEval.Storage.Sqlite.Files;

/// <summary>The tables of schema version 1.</summary>
internal static class StoreSchema
{
    public const long Version = 1;

    /// <summary>Marks the file as ours among SQLite files ("CEvl").</summary>
    public const long ApplicationId = 0x4345766C;

    public const string Create =
        $"""
        PRAGMA application_id = 1128625772;

        CREATE TABLE schema_version (version INTEGER NOT NULL);
        INSERT INTO schema_version VALUES (1);

        CREATE TABLE runs (
            id INTEGER PRIMARY KEY,
            run_id TEXT NOT NULL UNIQUE,
            created_at TEXT NOT NULL,
            created_utc_ticks INTEGER NOT NULL,
            plan TEXT NOT NULL,
            plan_hash TEXT NOT NULL);

        CREATE TABLE targets (
            id INTEGER PRIMARY KEY,
            run INTEGER NOT NULL REFERENCES runs (id),
            target_id TEXT NOT NULL,
            model TEXT NOT NULL,
            endpoint TEXT,
            system_prompt TEXT,
            temperature REAL,
            top_p REAL,
            max_output_tokens INTEGER,
            UNIQUE (run, target_id));

        CREATE TABLE prompts (
            id INTEGER PRIMARY KEY,
            run INTEGER NOT NULL REFERENCES runs (id),
            prompt_id TEXT NOT NULL,
            text TEXT NOT NULL,
            language TEXT NOT NULL,
            family_id TEXT,
            role TEXT,
            form TEXT,
            topic TEXT,
            jurisdiction TEXT NOT NULL,
            translation TEXT NOT NULL,
            UNIQUE (run, prompt_id));

        CREATE TABLE components (
            id INTEGER PRIMARY KEY,
            name TEXT NOT NULL,
            version TEXT NOT NULL,
            UNIQUE (name, version));

        CREATE TABLE exchanges (
            id INTEGER PRIMARY KEY,
            {ExchangeTable});

        CREATE TABLE attempts (
            id INTEGER PRIMARY KEY,
            number INTEGER NOT NULL,
            {ExchangeTable});

        -- A target belongs to one run, so this makes (run, target, prompt, sample) unique with one number less per entry.
        CREATE UNIQUE INDEX exchange_keys ON exchanges (target, prompt, sample);
        -- Holds the row number too: a run in the order in which it was stored, and its count.
        CREATE INDEX exchanges_of_run ON exchanges (run);
        CREATE INDEX attempt_keys ON attempts (target, prompt, sample);
        CREATE INDEX attempts_of_run ON attempts (run);

        CREATE TABLE verdicts (
            exchange INTEGER NOT NULL REFERENCES exchanges (id),
            detector INTEGER NOT NULL REFERENCES components (id),
            delivery TEXT NOT NULL,
            engagement TEXT,
            reason TEXT,
            refusal_probability REAL,
            evidence TEXT,
            PRIMARY KEY (exchange, detector)) WITHOUT ROWID;

        CREATE TABLE measurements (
            exchange INTEGER NOT NULL REFERENCES exchanges (id),
            measure INTEGER NOT NULL REFERENCES components (id),
            value REAL,
            not_available_because TEXT,
            evidence TEXT,
            PRIMARY KEY (exchange, measure)) WITHOUT ROWID;

        -- Who holds the lock file of a run; of no meaning while nobody does.
        CREATE TABLE lease_owners (run_id TEXT PRIMARY KEY, owner TEXT NOT NULL) WITHOUT ROWID;
        """;

    // stream: 0 nobody watched, 1 what was streamed is the text, 2 it stands in streamed.
    private const string ExchangeTable =
        """
        run INTEGER NOT NULL REFERENCES runs (id),
            target INTEGER NOT NULL REFERENCES targets (id),
            prompt INTEGER NOT NULL REFERENCES prompts (id),
            sample INTEGER NOT NULL,
            finish_reason TEXT,
            error_code TEXT,
            error_message TEXT,
            error_status INTEGER,
            answered_by TEXT,
            has_usage INTEGER NOT NULL,
            input_tokens INTEGER,
            output_tokens INTEGER,
            reasoning_tokens INTEGER,
            started_at TEXT,
            first_update_ticks INTEGER,
            duration_ticks INTEGER,
            stream INTEGER NOT NULL,
            text TEXT NOT NULL,
            reasoning TEXT,
            streamed TEXT,
            updates TEXT,
            metadata TEXT
        """;
}
