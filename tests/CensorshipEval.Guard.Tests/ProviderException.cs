namespace CensorshipEval.Guard.Tests;

/// <summary>What the SDK of a provider throws: all that it knows is in its message.</summary>
internal sealed class ProviderException(string message, Exception? inner = null) : Exception(message, inner);
