namespace CensorshipEval;

/// <summary>Another process, or another part of this one, is adding to the run.</summary>
public sealed class RunInUseException : RunStoreException
{
    /// <summary>Creates the exception.</summary>
    public RunInUseException(string message)
        : base(message)
    {
    }

    /// <summary>Creates the exception with its cause.</summary>
    public RunInUseException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
