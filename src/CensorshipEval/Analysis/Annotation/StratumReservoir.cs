using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace CensorshipEval.Analysis;

/// <summary>
/// A simple random sample of the trials of a stratum: those whose hashes are the smallest ("bottom-k"; E. Cohen and H. Kaplan, "Summarizing Data Using
/// Bottom-k Sketches", PODC 2007). Holds no more than it draws, and draws the same in whatever order trials come.
/// </summary>
internal sealed class StratumReservoir(int most, int seed)
{
    // The greatest hash is the first to go; of equal ones, the greater id.
    private readonly PriorityQueue<Trial, (ulong Hash, string Id)> _drawn = new(
        Comparer<(ulong Hash, string Id)>.Create(static (one, other) => one.Hash == other.Hash ? string.CompareOrdinal(other.Id, one.Id) : other.Hash.CompareTo(one.Hash)));

    public long Size { get; private set; }

    public IEnumerable<Trial> Drawn => _drawn.UnorderedItems.Select(static item => item.Element);

    public int DrawnCount => _drawn.Count;

    public void Add(Trial trial)
    {
        Size++;
        string id = AnnotationRow.IdOf(trial.Key);
        (ulong, string) rank = (Hash("draw", id, seed), id);
        if (_drawn.Count < most) _drawn.Enqueue(trial, rank);
        else _drawn.EnqueueDequeue(trial, rank);
    }

    /// <summary>A number that looks drawn and is not: the same for the same text, purpose and seed.</summary>
    public static ulong Hash(string purpose, string text, int seed)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(Encoding.UTF8.GetBytes($"{purpose}\n{seed}\n{text}"), hash);
        return BinaryPrimitives.ReadUInt64BigEndian(hash);
    }
}
