namespace CensorshipEval;

/// <summary>Input that cannot be used: every error that could be found, at once. Nothing was done.</summary>
public sealed class InputException : Exception
{
    /// <summary>Creates the exception from a non-empty list of errors.</summary>
    public InputException(IReadOnlyList<InputError> errors)
        : base(string.Join(Environment.NewLine, errors)) => Errors = errors;

    /// <summary>Creates the exception from one error.</summary>
    public InputException(InputError error)
        : this([error])
    {
    }

    /// <summary>What is wrong, in the order of file and line.</summary>
    public IReadOnlyList<InputError> Errors { get; }
}
