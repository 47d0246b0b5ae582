using System.Security.Cryptography;
using System.Text.Json;
using CensorshipEval.Analysis;
using CensorshipEval.Corpora;
using CensorshipEval.Running;
using Microsoft.Win32.SafeHandles;

namespace CensorshipEval.Transcripts;

/// <summary>
/// Recorded answers as a source of exchanges: a JSON Lines file with <c>id, model, language, promptId, prompt, response</c> and, where known,
/// <c>streamed, finishReason, reasoning, error</c> on each line. Other fields are kept as metadata. Several rows of one prompt and model are its
/// samples in the order of the file. The file is checked whole when opened; afterwards each answer is read from disk when it is asked for.
/// </summary>
public sealed class TranscriptFile : IPromptCorpus, IExchangeSource, IDisposable
{
    private readonly SafeFileHandle _file;
    private readonly string _path;
    private readonly TranscriptIndex _index;

    private TranscriptFile(SafeFileHandle file, string path, TranscriptIndex index, string sha256)
    {
        _file = file;
        _path = path;
        _index = index;
        Targets = index.Targets;
        Prompts = index.Prompts;
        Samples = index.MostSamples;
        Info = new CorpusInfo { Name = path, Version = "0.0.0", Sha256 = sha256 };
    }

    /// <summary>The file's path as given, and its SHA-256.</summary>
    public CorpusInfo Info { get; }

    /// <summary>The models that answered, in the order in which they first appear.</summary>
    public IReadOnlyList<Target> Targets { get; }

    /// <summary>The prompts, one per id and language. A prompt id is a family: the same question in several languages.</summary>
    public IReadOnlyList<Prompt> Prompts { get; }

    /// <inheritdoc/>
    public IReadOnlyList<PromptFamily> Families => [];

    /// <summary>The largest number of answers that one model has to one prompt.</summary>
    public int Samples { get; }

    /// <summary>How many answers the file holds.</summary>
    public long Count => _index.Count;

    /// <summary>Opens a file and checks every line of it.</summary>
    /// <exception cref="InputException">The file or a line of it cannot be used; holds every error of every line.</exception>
    public static async Task<TranscriptFile> OpenAsync(string path, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        FileStream stream = Open(path);
        await using (stream.ConfigureAwait(false))
        {
            TranscriptIndex index = await IndexAsync(stream, path, cancellationToken).ConfigureAwait(false);
            stream.Position = 0;
            byte[] sha256 = await SHA256.HashDataAsync(stream, cancellationToken).ConfigureAwait(false);
            SafeFileHandle handle = File.OpenHandle(path, options: FileOptions.RandomAccess);
            return new TranscriptFile(handle, path, index, Convert.ToHexStringLower(sha256));
        }
    }

    /// <inheritdoc/>
    public PromptFamily? FindFamily(string familyId) => null;

    /// <summary>The plan that judges these answers: all of them, or those to some prompts, and at most so many samples of each.</summary>
    public EvaluationPlan Plan(Judges judges, IReadOnlyList<Prompt>? prompts = null, int? samples = null) => new()
    {
        Corpus = Info,
        Targets = Targets,
        Prompts = prompts ?? Prompts,
        Samples = samples ?? Samples,
        Comparisons = DeclaredComparison.Default(Targets, prompts ?? Prompts),
        Order = TrialOrder.Sequential,
        Judges = judges,
        Source = $"transcript:{Info.Sha256}",
    };

    /// <summary>How many of the recorded answers belong to a plan: not every model need have answered every prompt as often.</summary>
    public long CountIn(EvaluationPlan plan)
    {
        ArgumentNullException.ThrowIfNull(plan);
        return plan.Targets.Sum(target => plan.Prompts.Sum(prompt => (long)Math.Min(_index.CountOf(target.Id, prompt.Id), plan.Samples)));
    }

    /// <inheritdoc/>
    public bool IsRecorded => true;

    /// <inheritdoc/>
    public bool Has(TrialKey key) => _index.Find(key) is not null;

    /// <inheritdoc/>
    public async ValueTask<Exchange> ObtainAsync(TrialRequest request, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        (long offset, int length) = _index.Find(request.Key)
            ?? throw new InvalidOperationException($"The transcript has no answer for {request.Key}.");
        byte[] line = new byte[length];
        int read = await RandomAccess.ReadAsync(_file, line, offset, cancellationToken).ConfigureAwait(false);

        var errors = new List<InputError>();
        TranscriptRow? row = read == length && JsonText.Parse(line, _path, errors) is { } text ? TranscriptRow.Read(text.Root, errors) : null;
        if (row is null) throw new InputException(new InputError(VisibleText.Of(_path), null, null, "another content than when the run began", "a file that does not change"));
        return new Exchange
        {
            Key = request.Key,
            Target = request.Target,
            Prompt = request.Prompt,
            Text = row.Response,
            Reasoning = row.Reasoning,
            FinishReason = row.FinishReason,
            Error = row.Error,
            Stream = row.Streamed is { } streamed ? new StreamTrace { Text = streamed } : null,
            Metadata = row.Metadata,
        };
    }

    /// <summary>Closes the file.</summary>
    public void Dispose() => _file.Dispose();

    private static FileStream Open(string path)
    {
        try
        {
            return new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, 1 << 16, FileOptions.Asynchronous | FileOptions.SequentialScan);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            string found = exception is FileNotFoundException or DirectoryNotFoundException ? "no such file"
                : Directory.Exists(path) ? "a folder"
                : VisibleText.Of(exception.Message);
            throw new InputException(new InputError(VisibleText.Of(path), null, null, found, "a JSON Lines file that can be read"));
        }
    }

    private static async Task<TranscriptIndex> IndexAsync(FileStream stream, string path, CancellationToken cancellationToken)
    {
        var index = new TranscriptIndex();
        var errors = new List<InputError>();
        await foreach (JsonLine line in JsonLinesReader.ReadAsync(stream, path, cancellationToken).ConfigureAwait(false))
        {
            errors.AddRange(line.Errors);
            if (line.Errors.Count > 0) continue;
            TranscriptRow? row = TranscriptRow.Read(line.Record, errors);
            string? id = row?.Id ?? (line.Record.TryGet("id", out JsonValue given) && given.Kind is JsonValueKind.String ? given.GetString() : null);
            if (id is null) continue;
            if (index.Claim(id, line.Number) is { } earlier)
                errors.Add(new InputError(VisibleText.Of(path), line.Number, "id", $"the id of line {earlier} again ({VisibleText.Quote(id)})", "an id of its own"));
            else if (row is not null)
                index.Add(row, line.Offset, line.Length);
        }

        if (errors.Count == 0 && index.Count == 0) errors.Add(new InputError(VisibleText.Of(path), null, null, "no rows", "at least one recorded answer"));
        return errors.Count == 0 ? index : throw new InputException(errors);
    }
}
