namespace CensorshipEval;

/// <summary>A run store could not do what it was asked; nothing was changed.</summary>
public class RunStoreException : Exception
{
    /// <summary>Creates the exception.</summary>
    public RunStoreException(string message)
        : base(message)
    {
    }

    /// <summary>Creates the exception with its cause.</summary>
    public RunStoreException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
