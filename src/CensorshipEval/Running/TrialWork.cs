namespace CensorshipEval.Running;

/// <summary>One trial that is left to do: to be asked, or only to be judged.</summary>
/// <param name="Key">The trial.</param>
/// <param name="Stored">Its exchange, when that is stored already.</param>
internal readonly record struct TrialWork(TrialKey Key, Exchange? Stored);
