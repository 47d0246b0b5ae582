namespace CensorshipEval;

/// <summary>Reads small files of the user's: whatever is wrong is an <see cref="InputException"/> that says what was expected.</summary>
internal static class InputFile
{
    public static async Task<byte[]> ReadAsync(string path, string expected, CancellationToken cancellationToken)
    {
        string source = VisibleText.Of(path);
        if (!File.Exists(path))
            throw new InputException(new InputError(source, null, null, Directory.Exists(path) ? "a folder" : "no such file", expected));
        try
        {
            return await File.ReadAllBytesAsync(path, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException)
        {
            throw new InputException(new InputError(source, null, null, $"a file that cannot be read ({VisibleText.Of(unreadable.Message)})", expected));
        }
    }
}
