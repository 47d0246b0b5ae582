using System.Text.Json;

namespace CensorshipEval.Export;

/// <summary>Writes the prompts of a corpus to a file that other programs read, and that <c>PromptCorpus.LoadPromptsAsync</c> reads again.</summary>
public static class PromptExport
{
    /// <summary>Writes each prompt as one line of JSON: <c>id</c>, <c>text</c>, <c>language</c>, <c>family</c>, <c>role</c>, <c>form</c>, <c>topic</c>, <c>jurisdiction</c>, <c>translation</c>. The file appears whole or not at all.</summary>
    public static Task WriteAsync(string path, IEnumerable<Prompt> prompts, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        ArgumentNullException.ThrowIfNull(prompts);
        return AtomicFile.WriteAsync(path, stream =>
        {
            foreach (Prompt prompt in prompts)
            {
                cancellationToken.ThrowIfCancellationRequested();
                JsonSerializer.Serialize(stream, PromptLine.Of(prompt), ExportJsonContext.Lines.PromptLine);
                stream.WriteByte((byte)'\n');
            }

            return Task.CompletedTask;
        });
    }
}
