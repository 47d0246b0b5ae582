using System.Buffers;
using System.Security.Cryptography;
using System.Text.Json;

namespace CensorshipEval.Testing;

/// <summary>What a cassette holds, as far as it was read: what others have added since is read without reading the rest again.</summary>
internal sealed class CassetteLines(string path) : IDisposable
{
    private readonly List<InputError> _errors = [];
    private readonly IncrementalHash _read = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private int _number;

    /// <summary>The answers, in the order in which a file has them when nobody writes to it.</summary>
    public SortedDictionary<(string Key, int Sample), CassetteLine> All { get; } = new(Comparer<(string Key, int Sample)>.Create(static (one, other) =>
        string.CompareOrdinal(one.Key, other.Key) is not 0 and var order ? order : one.Sample.CompareTo(other.Sample)));

    /// <summary>Where the next line belongs, in bytes.</summary>
    public long End { get; private set; }

    /// <summary>Whether the last line has no end of its own.</summary>
    public bool IsOpen { get; private set; }

    /// <summary>Whether a line was cut off by whoever stopped while writing it: it is left out, and written over by the next.</summary>
    public bool IsTorn { get; private set; }

    /// <summary>Reads what is new, or all where it was written anew.</summary>
    /// <exception cref="InputException">A line is damaged.</exception>
    public void Read(Stream file)
    {
        if (!Continues(file)) Clear();
        if (End == 0 && CassetteKind.Of(file) is { } other) throw new InputException(new InputError(path, null, null, other, "recorded answers"));
        file.Position = End;
        byte[] rest = new byte[file.Length - End];
        file.ReadExactly(rest);
        IsTorn = false;
        int start = 0;
        while (start < rest.Length)
        {
            int length = rest.AsSpan(start).IndexOf((byte)'\n');
            bool ends = length >= 0;
            ReadOnlySpan<byte> line = rest.AsSpan(start, ends ? length : rest.Length - start);
            if (!ends && IsCut(line))
            {
                IsTorn = true;
                break;
            }

            if (IsOpen) IsOpen = false; // What is left of the line before is its end.
            else Take(line);
            IsOpen = !ends;
            start += line.Length + (ends ? 1 : 0);
        }

        Keep(rest.AsSpan(0, start));
        if (_errors.Count > 0) throw new InputException([.. _errors]);
    }

    /// <summary>Notes what this client has added at the end.</summary>
    public void Append(CassetteLine line, ReadOnlySpan<byte> written)
    {
        Apply(line);
        _number += written.Count((byte)'\n');
        IsOpen = IsTorn = false;
        Keep(written);
    }

    public void Clear()
    {
        All.Clear();
        _errors.Clear();
        _read.GetHashAndReset();
        (_number, End, IsOpen, IsTorn) = (0, 0, false, false);
    }

    public void Dispose() => _read.Dispose();

    private void Keep(ReadOnlySpan<byte> read)
    {
        End += read.Length;
        _read.AppendData(read);
    }

    // Whoever sorts the file may leave any single line where it was, and put its own before it: only all that was read tells.
    private bool Continues(Stream file)
    {
        if (_errors.Count > 0 || file.Length < End) return false;
        using var now = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        byte[] buffer = ArrayPool<byte>.Shared.Rent(64 * 1024);
        try
        {
            file.Position = 0;
            while (file.Position < End)
            {
                Span<byte> piece = buffer.AsSpan(0, (int)Math.Min(buffer.Length, End - file.Position));
                file.ReadExactly(piece);
                now.AppendData(piece);
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }

        return now.GetCurrentHash().AsSpan().SequenceEqual(_read.GetCurrentHash());
    }

    private static bool IsCut(ReadOnlySpan<byte> line) => line.TrimStart((byte)' ') is [(byte)'{', ..] && Fails(line);

    private static bool Fails(ReadOnlySpan<byte> line)
    {
        var reader = new Utf8JsonReader(line, new JsonReaderOptions { MaxDepth = CassetteJsonContext.Deepest });
        try
        {
            reader.Read();
            reader.Skip();
            return false;
        }
        catch (JsonException)
        {
            return true;
        }
    }

    private void Take(ReadOnlySpan<byte> line)
    {
        _number++;
        if (_number == 1 && line is [0xEF, 0xBB, 0xBF, ..]) line = line[3..];
        line = line.Trim(" \t\r"u8);
        if (CassetteKind.IsMergeMark(line)) Add(null, CassetteKind.MergeMark(line), "no mark of a merge");
        if (CassetteKind.IsMergeMark(line) || (line.IsEmpty && _number > 1)) return;
        try
        {
            CassetteHead? head = JsonSerializer.Deserialize(line, CassetteJsonContext.Readable.CassetteHead);
            if (head?.Cassette is not null) TakeHead(head);
            else if (_number > 1) TakeAnswer(line);
            else TakeInPlaceOfHead(line);
        }
        catch (JsonException)
        {
            if (_number == 1) Add(null, "something else than the first line of recorded answers", Missing);
            else Add(null, !Fails(line) ? "a line that is no recorded answer" : "a line that is no JSON", "a recorded answer");
        }
    }

    private static string Missing => $"{CassetteText.Of(CassetteHead.Own)}: the first line is missing";

    private void TakeInPlaceOfHead(ReadOnlySpan<byte> line)
    {
        Add(null, "something else than the first line of recorded answers", Missing);
        TakeAnswer(line);
    }

    // After a merge it may stand there several times.
    private void TakeHead(CassetteHead head)
    {
        if (head.Cassette != CassetteHead.Name) Add("cassette", FailureText.Bounded(head.Cassette!, 60), $"{CassetteHead.Name}: this is another program's file");
        else if (head.Version != CassetteHead.Known) Add("version", head.Version?.ToString(System.Globalization.CultureInfo.InvariantCulture) ?? "nothing", $"{CassetteHead.Known}: the file was written by another version");
    }

    private void TakeAnswer(ReadOnlySpan<byte> text)
    {
        CassetteLine? line = JsonSerializer.Deserialize(text, CassetteJsonContext.Readable.CassetteLine);
        if (CassetteCheck.Of(line) is { } wrong) Add(wrong.Field, wrong.Found, wrong.Expected);
        else if (line!.InPlaceOf is not null || !All.TryGetValue((line.Key, line.Sample), out CassetteLine? same)) Apply(line);
        else if (CassetteText.Of(same) != CassetteText.Of(line)) Add(null, $"another answer to the same request, sample {line.Sample}, than above", "each once; after a merge keep one of them");
    }

    private void Add(string? field, string found, string expected) => _errors.Add(new InputError(path, _number, field, found, expected));

    private void Apply(CassetteLine line)
    {
        foreach (int sample in line.InPlaceOf ?? []) All.Remove((line.Key, sample));
        All[(line.Key, line.Sample)] = line with { InPlaceOf = null };
    }
}
