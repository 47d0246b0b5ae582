using Microsoft.Extensions.AI;

namespace CensorshipEval.Clients;

/// <summary>The text of one answer as it comes: reasoning told from answer, and the key kept out of both, however they are cut.</summary>
internal sealed class AnswerText(bool separateThinking, ApiKeySecret key)
{
    private readonly AnswerRedactor _answer = new(key.InAnswers);
    private readonly AnswerRedactor _reasoning = new(key.InAnswers);
    private readonly SurrogateHalves _answerHalves = new();
    private readonly SurrogateHalves _reasoningHalves = new();
    private readonly SurrogateHalves _refusalHalves = new();
    private ThinkingSplitter? _thinking = separateThinking ? new ThinkingSplitter() : null;
    private bool _refuses;

    /// <summary>Whether any text of the answer has come, told yet or not.</summary>
    public bool Any { get; private set; }

    public void AddReasoning(string piece, IList<AIContent> contents) => Reason(_reasoningHalves.Push(piece), contents);

    public void AddAnswer(string piece, IList<AIContent> contents)
    {
        if (piece.Length == 0) return;
        Any = true;
        Split(_answerHalves.Push(piece), contents);
    }

    /// <summary>A refusal in the field of its own becomes part of the text, so a key may be cut between the two.</summary>
    public void AddRefusal(string piece, IList<AIContent> contents)
    {
        Any = true;
        TellAnswer(_refusalHalves.Push(piece), refuses: true, contents);
    }

    /// <summary>A whole answer in place of all that came; it brings its own reasoning, which was told already.</summary>
    public string Replace(string whole)
    {
        _thinking = null;
        if (separateThinking)
        {
            var splitter = new ThinkingSplitter();
            whole = splitter.Push(whole).Text + splitter.Flush().Text;
        }

        whole = SurrogateHalves.Replace(whole);
        var redactor = new AnswerRedactor(key.InAnswers);
        return redactor.Push(whole) + redactor.Flush();
    }

    /// <summary>What was held back.</summary>
    public void Flush(IList<AIContent> contents)
    {
        Reason(_reasoningHalves.Flush(), contents);
        Split(_answerHalves.Flush(), contents);
        TellAnswer(_refusalHalves.Flush(), refuses: true, contents);
        if (_thinking is not null)
        {
            (string reasoning, string text) = _thinking.Flush();
            Reason(reasoning, contents);
            TellAnswer(text, refuses: false, contents);
        }

        Tell(_reasoning.Flush(), reasons: true, contents);
        Tell(_answer.Flush(), reasons: false, contents);
    }

    private void Split(string piece, IList<AIContent> contents)
    {
        if (piece.Length == 0) return;
        (string reasoning, string text) = _thinking?.Push(piece) ?? ("", piece);
        Reason(reasoning, contents);
        TellAnswer(text, refuses: false, contents);
    }

    private void Reason(string piece, IList<AIContent> contents) => Tell(_reasoning.Push(piece), reasons: true, contents);

    private void TellAnswer(string piece, bool refuses, IList<AIContent> contents)
    {
        if (piece.Length == 0) return;
        if (refuses != _refuses)
        {
            if (_answer.Holds) Tell(_answer.TakeUnlessContinuedBy(piece), reasons: false, contents);
            _refuses = refuses;
        }

        Tell(_answer.Push(piece), reasons: false, contents);
    }

    private void Tell(string text, bool reasons, IList<AIContent> contents)
    {
        if (text.Length == 0) return;
        contents.Add(
            reasons ? new TextReasoningContent(text)
            : _refuses ? new ErrorContent(text) { ErrorCode = ResponseSignals.RefusalErrorCode }
            : new TextContent(text));
    }
}
