using System.CommandLine;
using System.CommandLine.Parsing;

namespace CensorshipEval.Samples.Terminal;

/// <summary>Parses and runs a command; every failure becomes a message and an exit code.</summary>
internal static class CommandLine
{
    public static Task<int> InvokeAsync(RootCommand command, string[] args, Func<ParseResult, CancellationToken, Task> run, CancellationToken cancellationToken)
    {
        Does(
            command,
            async (result, cancellation) =>
            {
                await run(result, cancellation);
                return ExitCode.Done;
            },
            cancellationToken);
        return InvokeAsync(command, args, cancellationToken);
    }

    /// <summary>Says what a command does, which gives its exit code; its failures become messages and exit codes.</summary>
    public static void Does(Command command, Func<ParseResult, CancellationToken, Task<int>> run, CancellationToken cancellationToken) =>
        command.SetAction((result, _) => GuardAsync(() => run(result, cancellationToken), cancellationToken));

    /// <summary>Parses and runs what the arguments name.</summary>
    public static async Task<int> InvokeAsync(RootCommand command, string[] args, CancellationToken cancellationToken)
    {
        // Without it an argument that begins with @ would be read as a file of arguments.
        ParseResult parsed = command.Parse(args, new ParserConfiguration { ResponseFileTokenReplacer = null });
        if (parsed.Errors.Count > 0)
        {
            foreach (ParseError error in parsed.Errors) await Console.Error.WriteLineAsync($"error: {VisibleText.Of(error.Message)}");
            await Console.Error.WriteLineAsync("See --help for the options.");
            return ExitCode.UnusableInput;
        }

        return await parsed.InvokeAsync(new InvocationConfiguration { ProcessTerminationTimeout = null, EnableDefaultExceptionHandler = false }, cancellationToken);
    }

    /// <summary>The file that an option names for output; found out before the work rather than after it.</summary>
    public static string? OutputFile(ParseResult result, Option<string> option, List<InputError> errors)
    {
        if (result.GetValue(option) is not { } path) return null;
        if (string.IsNullOrWhiteSpace(path))
        {
            errors.Add(new InputError(option.Name, null, null, "nothing", "a file"));
            return null;
        }

        string folder = Path.GetDirectoryName(Path.GetFullPath(path)) ?? "";
        if (Directory.Exists(path)) errors.Add(new InputError(option.Name, null, null, $"the folder '{VisibleText.Of(path)}'", "a file"));
        else if (!Directory.Exists(folder)) errors.Add(new InputError(option.Name, null, null, $"no folder '{VisibleText.Of(folder)}'", "a file in a folder that exists"));
        return path;
    }

    private static async Task<int> GuardAsync(Func<Task<int>> run, CancellationToken cancellationToken)
    {
        try
        {
            return await run();
        }
        catch (InputException exception)
        {
            foreach (InputError error in exception.Errors) await Console.Error.WriteLineAsync($"error: {VisibleText.Of(error.ToString())}");
            if (exception.Errors.Count > 1) await Console.Error.WriteLineAsync($"{exception.Errors.Count} errors; nothing was done.");
            return ExitCode.UnusableInput;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            await Console.Error.WriteLineAsync($"error: {VisibleText.Of(exception.Message)}");
            return ExitCode.UnusableInput;
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            await Console.Error.WriteLineAsync("Interrupted.");
            return ExitCode.Interrupted;
        }
    }
}
