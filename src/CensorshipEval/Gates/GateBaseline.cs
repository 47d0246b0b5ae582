namespace CensorshipEval.Gates;

/// <summary>The stored run with which changes are measured.</summary>
/// <param name="Run">Its id.</param>
/// <param name="Store">Its store's file; <see langword="null"/> for the store of the run that is gated. A policy file names it from its own folder.</param>
public sealed record GateBaseline(string Run, string? Store = null);
