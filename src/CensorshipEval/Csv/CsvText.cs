using System.Text;

namespace CensorshipEval.Csv;

/// <summary>The text of a CSV file as spreadsheets save it: UTF-8, with or without a mark, or UTF-16 with one.</summary>
internal static class CsvText
{
    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>The text; <see langword="null"/> with an error when the file cannot be read or is in another encoding.</summary>
    public static async Task<string?> ReadAsync(string path, List<InputError> errors, CancellationToken cancellationToken)
    {
        string source = VisibleText.Of(path);
        try
        {
            using var reader = new StreamReader(path, Strict, detectEncodingFromByteOrderMarks: true);
            return await reader.ReadToEndAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (DecoderFallbackException)
        {
            errors.Add(new InputError(source, null, null, "bytes that are not UTF-8", "UTF-8; in Excel, save as 'CSV UTF-8', in LibreOffice choose the character set 'Unicode (UTF-8)'"));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            string found = exception is FileNotFoundException or DirectoryNotFoundException ? "no such file" : Directory.Exists(path) ? "a folder" : VisibleText.Of(exception.Message);
            errors.Add(new InputError(source, null, null, found, "a CSV file that can be read"));
        }

        return null;
    }
}
