using System.Buffers;

namespace CensorshipEval.Detection;

/// <summary>
/// Reads an answer once for phrases and n-grams. Holds the memory that this needs; an instance is used for one text after the other, by one thread
/// at a time.
/// </summary>
internal sealed class AnswerReader(PhraseMatcher matcher)
{
    /// <summary>A refusal that begins later than this in the folded opening was not seen whole by the n-grams of the opening.</summary>
    private const int Late = ReadingWindows.OpeningLength - 80;

    public const int MostLateRefusals = 3;

    /// <summary>How far back the sentence of a refusal may begin.</summary>
    private const int SentenceBack = 60;

    /// <summary>Code units of a prompt that are read from its beginning.</summary>
    private const int PromptRead = 4_000;

    private static readonly SearchValues<char> SentenceEnds = SearchValues.Create(".!?。！？");

    private readonly int[] _buckets = new int[NgramBuckets.Most(ReadingWindows.OpeningLength + ReadingWindows.ClosingLength)];
    private readonly FoldedText _foldedPrompt = new();
    private readonly PhraseText _prompt = new();

    /// <summary>The phrases.</summary>
    public PhraseReading Phrases { get; } = new(matcher);

    /// <summary>The opening and the closing.</summary>
    public ReadingWindows Windows { get; } = new();

    /// <summary>What the phrases decide.</summary>
    public PhraseDecision? Decision { get; private set; }

    /// <summary>Reads an answer.</summary>
    /// <param name="text">The answer, without its reasoning.</param>
    /// <param name="withNgrams">Whether the n-grams will be asked for, too.</param>
    public void Read(ReadOnlySpan<char> text, bool withNgrams = true)
    {
        Phrases.Read(text);
        if (withNgrams) Windows.Read(text, Phrases.Folded);
        Decision = PhraseJudge.Decide(Phrases) ?? LateRefusal.Decide(Phrases, text);
    }

    /// <summary>What was asked, as phrases are compared; until this is called again.</summary>
    public PhraseText Asked(Prompt prompt)
    {
        _foldedPrompt.Fold(prompt.Text.AsSpan(0, Math.Min(prompt.Text.Length, PromptRead)));
        _prompt.Read(_foldedPrompt);
        return _prompt;
    }

    /// <summary>What the n-grams say of the answer, and of its sentences behind the opening in which a phrase declines.</summary>
    public (ClassifierScore Whole, ClassifierScore? Late) Score(NgramWeights weights)
    {
        ClassifierScore whole = weights.Score(Windows.Opening, Windows.Closing, _buckets);
        ClassifierScore? late = null;
        int left = MostLateRefusals;
        foreach (PhraseHit hit in Phrases.Hits)
        {
            if (LateSentence(hit) is not { } start) continue;
            ClassifierScore there = weights.Score(Sentence(start), [], _buckets);
            if (late is null || there.Refusal > late.Value.Refusal) late = there;
            if (--left == 0) break;
        }

        return (whole, late);
    }

    /// <summary>The text from the beginning of a sentence on, as much as an opening has.</summary>
    public ReadOnlySpan<char> Sentence(int start)
    {
        ReadOnlySpan<char> rest = Phrases.Folded.Span[start..];
        return rest.Length <= ReadingWindows.OpeningLength ? rest : rest[..ReadingWindows.OpeningLength];
    }

    /// <summary>Where the sentence of a late refusal begins in the folded opening; <see langword="null"/> for other phrases.</summary>
    public int? LateSentence(PhraseHit hit)
    {
        if (hit.Entry.Kind is not (PhraseKind.Refusal or PhraseKind.BlockNotice)) return null;
        int place = Phrases.Opening.InFolded(hit.Start);
        if (place < Late) return null;
        ReadOnlySpan<char> before = Phrases.Folded.Span[Math.Max(0, place - SentenceBack)..place];
        int end = before.LastIndexOfAny(SentenceEnds);
        return end < 0 ? place : place - before.Length + end + 1;
    }
}
