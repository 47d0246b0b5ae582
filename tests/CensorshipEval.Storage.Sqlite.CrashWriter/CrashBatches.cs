using System.Globalization;
using CensorshipEval.TestKit.Samples;

namespace CensorshipEval.Storage.Sqlite.CrashWriter;

/// <summary>What the writer writes, so that its reader can tell whether it is all there and unchanged.</summary>
public static class CrashBatches
{
    public const int Size = 20;

    public static RunRecord Run(string id) => SampleRuns.Create(id);

    public static RunBatch From(RunRecord run, int sample) =>
        SampleJudgements.Judged([.. Enumerable.Range(sample, Size).Select(next => SampleExchanges.Create(run, sample: next, text: Text(next)))]);

    /// <summary>Longer than a database page, of another length for each sample.</summary>
    public static string Text(int sample) =>
        string.Concat(Enumerable.Repeat(sample.ToString(CultureInfo.InvariantCulture) + " ", 500 + (sample % 700)));
}
