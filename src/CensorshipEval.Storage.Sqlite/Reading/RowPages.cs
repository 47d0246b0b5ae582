using System.Runtime.CompilerServices;
using Microsoft.Data.Sqlite;

namespace CensorshipEval.Storage.Sqlite.Reading;

/// <summary>
/// Reads many rows in the order of their numbers, a page per statement: a reader that is slow, since it judges what it reads, would otherwise
/// hold back the log of a writer for as long as it reads.
/// </summary>
internal static class RowPages
{
    private const long PageSize = 256;

    /// <param name="connection">The reader's connection.</param>
    /// <param name="table">The table whose rows there are at the start are read; what is added meanwhile is not.</param>
    /// <param name="sql">Selects the row number first. Parameters: run, row number to go on after, last row number, page size, then the given ones.</param>
    /// <param name="run">Row number of the run.</param>
    /// <param name="parameters">More parameters, from the fifth.</param>
    /// <param name="read">Reads a row, which is at hand until the next.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    public static async IAsyncEnumerable<T> ReadAsync<T>(
        SqliteConnection connection,
        string table,
        string sql,
        long run,
        long[] parameters,
        Func<SqliteDataReader, T> read,
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var last = new Statement(connection, $"SELECT max(id) FROM {table}", 0);
        using var page = new Statement(connection, sql, 4 + parameters.Length);
        page[1] = run;
        page[3] = last.ReadNumber() ?? 0;
        page[4] = PageSize;
        for (int i = 0; i < parameters.Length; i++) page[5 + i] = parameters[i];

        long after = 0;
        for (long rows = PageSize; rows == PageSize;)
        {
            rows = 0;
            page[2] = after;
            SqliteDataReader row = await Task.Run(page.Read, cancellationToken).ConfigureAwait(false);
            await using (row.ConfigureAwait(false))
            {
                while (row.Read())
                {
                    cancellationToken.ThrowIfCancellationRequested();
                    rows++;
                    after = row.GetInt64(0);
                    yield return read(row);
                }
            }
        }
    }
}
