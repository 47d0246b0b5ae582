namespace CensorshipEval.Reporting;

/// <summary>Whether two judgements say the same, whoever says it.</summary>
internal static class SameJudgement
{
    public static bool Of(Verdict one, Verdict other) =>
        one.Delivery == other.Delivery && one.Engagement == other.Engagement && one.Reason == other.Reason && Nullable.Equals(one.RefusalProbability, other.RefusalProbability) &&
        one.Evidence.SequenceEqual(other.Evidence);

    public static bool Of(Measurement one, Measurement other) =>
        Nullable.Equals(one.Value, other.Value) && one.NotAvailableBecause == other.NotAvailableBecause && one.Evidence.SequenceEqual(other.Evidence);
}
