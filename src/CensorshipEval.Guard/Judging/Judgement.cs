namespace CensorshipEval.Guard;

/// <summary>A verdict, and the exchange it is about.</summary>
internal sealed record Judgement(Exchange Exchange, Verdict Verdict);
