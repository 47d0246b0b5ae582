using System.Runtime.CompilerServices;

namespace CensorshipEval.Detection;

/// <summary>Reads answers for measures that look at the same ones: each is read once, and forgotten with its exchange.</summary>
internal sealed class MeasuredAnswers
{
    private readonly ConditionalWeakTable<Exchange, MeasuredText> _texts = [];
    private readonly ConditionalWeakTable<Exchange, IReadOnlyList<FactReading>> _facts = [];

    /// <summary>Reads which facts a text states.</summary>
    public FactReader Reader { get; } = new();

    /// <summary>The answer of an exchange.</summary>
    public MeasuredText Text(Exchange exchange) => _texts.GetValue(exchange, MeasuredText.Answer);

    /// <summary>What the answer does with the facts of its family. An exchange belongs to one family.</summary>
    public IReadOnlyList<FactReading> Facts(Exchange exchange, PromptFamily? family) =>
        family is null ? [] : _facts.GetValue(exchange, read => Reader.Read(Text(read), family, read.Prompt));
}
