namespace CensorshipEval.Guard;

/// <summary>What a log may have of an exception: the types of it and of what caused it, and where it was thrown.</summary>
internal sealed class ExceptionWithoutText : Exception
{
    private const int MostCauses = 8;

    private readonly string _stack;

    public ExceptionWithoutText(Exception exception)
        : base($"{Types(exception)} (messages are left out unless RecordContent is set)") => _stack = exception.StackTrace ?? "";

    public override string StackTrace => _stack;

    public override string ToString() => _stack.Length == 0 ? Message : $"{Message}{Environment.NewLine}{_stack}";

    private static string Types(Exception exception)
    {
        var types = new List<string>();
        for (Exception? cause = exception; cause is not null && types.Count < MostCauses; cause = cause.InnerException) types.Add(cause.GetType().FullName ?? cause.GetType().Name);
        return string.Join(" <- ", types);
    }
}
