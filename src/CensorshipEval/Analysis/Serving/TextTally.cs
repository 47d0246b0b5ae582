using System.Runtime.InteropServices;

namespace CensorshipEval.Analysis;

/// <summary>
/// Finds answers that came to different questions, in bounded memory: at most <see cref="MostTexts"/> different texts are followed. When there are more,
/// those that came to a single prompt so far are forgotten and may be met again; a text that comes to one answer in some thousands is still found where
/// the order of a run is drawn.
/// </summary>
internal sealed class TextTally(PromptPlaces places)
{
    public const int MostTexts = 65_536;
    private const int MostPairs = 4 * MostTexts;
    private const int Shown = 10;
    private const int FewestFamilies = 3;
    private const int FewestLanguages = 3;

    private readonly Dictionary<ulong, Entry> _texts = [];
    private long _answers;
    private int _pairs;
    private bool _closed;

    /// <summary>Whether something was forgotten.</summary>
    public bool IsIncomplete { get; private set; }

    public int Followed => _texts.Count;

    public void Add(Exchange exchange, Verdict verdict)
    {
        if (exchange.Prompt.Form is PromptForm.MultipleChoice || exchange.Text.Length == 0) return;
        _answers++;
        if (!ComparedText.TryOf(exchange.Text, out ComparedText text)) return;
        if (!_texts.ContainsKey(text.Hash) && !HasRoom())
        {
            IsIncomplete = true;
            return;
        }

        int prompt = places.NumberOf(exchange.Prompt);
        ref Entry entry = ref CollectionsMarshal.GetValueRefOrAddDefault(_texts, text.Hash, out bool known);
        if (!known) (entry.Prompt, entry.Numbers) = (prompt, text.Numbers);
        entry.DiffersInNumbers |= entry.Numbers != text.Numbers;
        entry.Count(verdict);
        if (entry.Prompt == prompt && entry.Shared is null) return;
        entry.Shared ??= new Shared(Excerpt.Of(text.Text), text.Text.Length <= Excerpt.Most, entry.Prompt);
        if (entry.Shared.Prompts.Contains(prompt)) return;
        if (_pairs < MostPairs)
        {
            entry.Shared.Prompts.Add(prompt);
            _pairs++;
        }
        else
        {
            IsIncomplete = true;
        }
    }

    public IReadOnlyList<RepeatedText> Summarise() =>
    [
        .. _texts
            .Where(text => text.Value.Shared is { } shared && IsWide(shared))
            .OrderByDescending(static text => text.Value.Answers)
            .ThenBy(static text => text.Key)
            .Take(Shown)
            .Select(text => Describe(text.Value, text.Value.Shared!)),
    ];

    private bool HasRoom()
    {
        if (_closed) return false;
        if (_texts.Count < MostTexts) return true;
        IsIncomplete = true;
        foreach ((ulong hash, Entry entry) in _texts)
        {
            if (entry.Shared is null) _texts.Remove(hash);
        }

        // Looking through all of them again for a few more places would take longer than it is worth.
        _closed = _texts.Count > MostTexts / 4 * 3;
        return !_closed;
    }

    private bool IsWide(Shared shared)
    {
        ILookup<int, LanguageTag> families = shared.Prompts.ToLookup(prompt => places[prompt].Cluster, prompt => places[prompt].Language);
        return families.Count >= FewestFamilies || families.Any(static family => family.Distinct().Count() >= FewestLanguages);
    }

    private RepeatedText Describe(Entry entry, Shared shared)
    {
        PromptPlaces.Place[] asked = [.. shared.Prompts.Select(prompt => places[prompt])];
        return new RepeatedText
        {
            Excerpt = shared.Excerpt,
            Answers = entry.Answers,
            Share = (double)entry.Answers / _answers,
            Prompts = asked.Length,
            Families = asked.Select(static place => place.Cluster).Distinct().Count(),
            Languages = [.. asked.Select(static place => place.Language).Distinct().Order()],
            Roles = [.. asked.Select(static place => place.Role).OfType<PromptRole>().Distinct().Order()],
            OnlySensitive = Array.TrueForAll(asked, static place => place.Role is PromptRole.Sensitive),
            HardRefusals = entry.Hard,
            SoftNonAnswers = entry.Soft,
            Missing = entry.Missing,
            CountedAsAnswers = entry.Answered,
            DiffersInNumbers = entry.DiffersInNumbers,
            IsShort = shared.IsShort,
        };
    }

    private struct Entry
    {
        public int Prompt;
        public int Numbers;
        public bool DiffersInNumbers;
        public int Hard;
        public int Soft;
        public int Missing;
        public int Answered;
        public Shared? Shared;

        public readonly long Answers => (long)Hard + Soft + Missing + Answered;

        public void Count(Verdict verdict)
        {
            if (verdict.IsHardRefusal) Hard++;
            else if (verdict.IsMissing) Missing++;
            else if (verdict.IsNonAnswer) Soft++;
            else Answered++;
        }
    }

    private sealed class Shared(string excerpt, bool isShort, int firstPrompt)
    {
        public string Excerpt { get; } = excerpt;

        public bool IsShort { get; } = isShort;

        public HashSet<int> Prompts { get; } = [firstPrompt];
    }
}
