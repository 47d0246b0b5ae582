namespace CensorshipEval.Reporting;

/// <summary>What choosing needs to know of an exchange, small enough for hundreds of thousands.</summary>
/// <param name="Target">Index of the target.</param>
/// <param name="Prompt">Index of the prompt.</param>
/// <param name="Sample">Number of the sample.</param>
/// <param name="Cell">Index of the cell.</param>
/// <param name="Bytes">Bytes of its own texts in the page.</param>
/// <param name="Rank">Its place in the cell.</param>
/// <param name="Notes">What was noticed.</param>
/// <param name="Order">A number that orders it among its like, the same in every run of the program.</param>
internal readonly record struct ExchangeFact(int Target, int Prompt, int Sample, int Cell, long Bytes, ExchangeRank Rank, ExchangeNote Notes, ulong Order);
