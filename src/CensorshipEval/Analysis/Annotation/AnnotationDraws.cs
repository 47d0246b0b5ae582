using System.Text.Json;

namespace CensorshipEval.Analysis;

/// <summary>The draws whose files stand in the folders of labelled files.</summary>
internal sealed class AnnotationDraws
{
    private readonly Dictionary<string, Dictionary<string, AnnotationDraw>> _folders = new(StringComparer.Ordinal);

    /// <summary>The draws in a file's folder, by name. A file of another kind, or one that was changed, is none.</summary>
    public async Task<IReadOnlyDictionary<string, AnnotationDraw>> BesideAsync(string path, CancellationToken cancellationToken)
    {
        string folder = Path.GetDirectoryName(Path.GetFullPath(path))!;
        if (_folders.TryGetValue(folder, out Dictionary<string, AnnotationDraw>? known)) return known;
        _folders[folder] = known = new Dictionary<string, AnnotationDraw>(StringComparer.Ordinal);
        foreach (string file in Directory.EnumerateFiles(folder, "*" + AnnotationDraw.FileEnding))
        {
            if (await TryReadAsync(file, cancellationToken).ConfigureAwait(false) is { } draw) known[draw.Draw] = draw;
        }

        return known;
    }

    private static async Task<AnnotationDraw?> TryReadAsync(string file, CancellationToken cancellationToken)
    {
        try
        {
            AnnotationDraw? draw = JsonSerializer.Deserialize(
                await File.ReadAllBytesAsync(file, cancellationToken).ConfigureAwait(false), AnnotationJsonContext.Document.AnnotationDraw);
            return draw is { IsWhole: true } ? draw : null;
        }
        catch (Exception unusable) when (unusable is JsonException or IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
