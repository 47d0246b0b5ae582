using System.Text;
using CensorshipEval.Detection;
using CensorshipEval.Samples.Terminal;

namespace CensorshipEval.Samples.TrainClassifier;

/// <summary>The project's own texts, which stand beside the program.</summary>
internal static class OwnTexts
{
    /// <summary>Answers to prompts.</summary>
    private const string Texts = "authored";

    /// <summary>Answers and refusals in the language of officials: a source of its own, so that what it says about such words is not lost among the others.</summary>
    private const string Official = "official";

    /// <summary>Single sentences with which the phrases of the lexicons were written.</summary>
    private const string Sentences = "sentences";

    // Together they have one author; as several models a part of them can be left out like others.
    private const uint Models = 5;

    public static async Task<IReadOnlyList<LabelledAnswer>> ReadAsync(CancellationToken cancellationToken) =>
    [
        .. await ReadAsync("Texts", Texts, static answer => answer.Prompt, cancellationToken),
        .. await ReadAsync("Official", Official, static answer => answer.Prompt, cancellationToken),
        .. await ReadAsync("Sentences", Sentences, static answer => answer.Response, cancellationToken),
    ];

    private static async Task<IEnumerable<LabelledAnswer>> ReadAsync(string folder, string source, Func<LabelledAnswer, string> told, CancellationToken cancellationToken)
    {
        string[] files = Directory.GetFiles(Path.Combine(AppContext.BaseDirectory, folder), "*.jsonl");
        Array.Sort(files, StringComparer.Ordinal);
        List<(string File, LabelledAnswer Answer)> rows = await LabelledData.ReadAsync(files, folder, _ => source, cancellationToken);
        return rows.Select(row => row.Answer with { Source = source, Model = $"{source}-{Part(told(row.Answer))}" });
    }

    /// <summary>Whether an answer is a model's own.</summary>
    public static bool IsNot(LabelledAnswer answer) => answer.Source is not (Texts or Official or Sentences);

    /// <summary>Whether phrases may be right or wrong about it.</summary>
    public static bool IsNoSentence(LabelledAnswer answer) => answer.Source is not Sentences;

    /// <summary>Whether there is nothing else.</summary>
    public static bool AreAll(IEnumerable<LabelledAnswer> answers) => !answers.Any(IsNot);

    // The same on every machine and in every version, which string.GetHashCode is not: FNV-1a, 32 bits.
    private static uint Part(string text)
    {
        uint hash = 2166136261;
        foreach (byte unit in Encoding.UTF8.GetBytes(text)) hash = unchecked((hash ^ unit) * 16777619);
        return hash % Models;
    }
}
