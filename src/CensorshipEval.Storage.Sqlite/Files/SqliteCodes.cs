namespace CensorshipEval.Storage.Sqlite.Files;

/// <summary>The result codes of SQLite that the store tells apart (sqlite.org/rescode.html).</summary>
internal static class SqliteCodes
{
    public const int Busy = 5;
    public const int ReadOnly = 8;
    public const int Corrupt = 11;
    public const int Full = 13;
    public const int CannotOpen = 14;
    public const int NotADatabase = 26;

    /// <summary>An extended code.</summary>
    public const int NotUnique = 2067;
}
