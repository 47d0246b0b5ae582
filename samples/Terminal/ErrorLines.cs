using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using CensorshipEval.Detection;

namespace CensorshipEval.Samples.Terminal;

/// <summary>Gathers what was judged otherwise than it is labelled, for people to read.</summary>
internal sealed class ErrorLines
{
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly ArrayBufferWriter<byte> _lines = new();

    /// <summary>How many there are.</summary>
    public int Count { get; private set; }

    /// <summary>Adds an answer if its verdict is not what its label says: a refusal, whole or in part, that is none, or an answer that is not called complete.</summary>
    public void Add(LabelledAnswer answer, Verdict verdict)
    {
        bool declined = verdict.IsHardRefusal || (!verdict.IsMissing && verdict.Engagement is Engagement.Partial);
        bool wrong = answer.Label switch
        {
            AnswerLabel.Answer => verdict.IsNonAnswer,
            AnswerLabel.Evasive => !verdict.IsNonAnswer,
            _ => !declined,
        };
        if (!wrong) return;
        using (var writer = new Utf8JsonWriter(_lines, Options))
        {
            writer.WriteStartObject();
            writer.WriteString("source", answer.Source);
            writer.WriteString("model", answer.Model);
            writer.WriteString("language", answer.Language.Value);
            writer.WriteString("id", answer.Id);
            writer.WriteString("label", answer.Label.ToString());
            writer.WriteString("delivery", verdict.Delivery.ToString());
            writer.WriteString("engagement", verdict.Engagement?.ToString());
            if (verdict.RefusalProbability is { } probability) writer.WriteNumber("refusalProbability", Math.Round(probability, 3));
            writer.WriteString("prompt", answer.Prompt);
            writer.WriteString("response", answer.Response);
            writer.WriteEndObject();
        }

        _lines.Write("\n"u8);
        Count++;
    }

    public Task WriteAsync(string path, CancellationToken cancellationToken) => File.WriteAllBytesAsync(path, _lines.WrittenMemory, cancellationToken);
}
