using System.Text;

namespace CensorshipEval.Clients;

/// <summary>Tells reasoning between think tags at the beginning of an answer from the answer, however the tags are cut by a stream.</summary>
internal sealed class ThinkingSplitter
{
    private const string Open = "<think>";
    private const string Close = "</think>";

    private readonly StringBuilder _held = new();
    private State _state = State.Beginning;

    private enum State
    {
        Beginning,
        Thinking,
        Breaking,
        Answering,
    }

    /// <summary>Takes the next piece and gives what is certain by now.</summary>
    public (string Reasoning, string Text) Push(string piece)
    {
        if (_state is State.Answering) return ("", piece);
        if (_state is State.Breaking) return ("", WithoutBreaks(piece));
        _held.Append(piece);
        return _state is State.Beginning ? Begin() : Think();
    }

    /// <summary>Gives what was held back when the stream has ended.</summary>
    public (string Reasoning, string Text) Flush()
    {
        string rest = Take(_held.Length);
        return _state is State.Thinking ? (rest, "") : ("", rest);
    }

    private (string Reasoning, string Text) Begin()
    {
        string held = _held.ToString();
        string trimmed = held.TrimStart();
        if (trimmed.Length < Open.Length && Open.StartsWith(trimmed, StringComparison.OrdinalIgnoreCase)) return ("", "");
        if (!trimmed.StartsWith(Open, StringComparison.OrdinalIgnoreCase))
        {
            _state = State.Answering;
            return ("", Take(held.Length));
        }

        _held.Remove(0, held.Length - trimmed.Length + Open.Length);
        _state = State.Thinking;
        return Think();
    }

    private (string Reasoning, string Text) Think()
    {
        string held = _held.ToString();
        int end = held.IndexOf(Close, StringComparison.OrdinalIgnoreCase);
        if (end >= 0)
        {
            string reasoning = held[..end];
            _held.Clear();
            _state = State.Breaking;
            return (reasoning, WithoutBreaks(held[(end + Close.Length)..]));
        }

        // The tail may be the beginning of the closing tag.
        int keep = Math.Min(held.Length, Close.Length - 1);
        while (keep > 0 && !Close.StartsWith(held[^keep..], StringComparison.OrdinalIgnoreCase)) keep--;
        return (Take(held.Length - keep), "");
    }

    // The empty lines behind the closing tag, which may come in pieces of their own.
    private string WithoutBreaks(string piece)
    {
        string text = piece.TrimStart('\r', '\n');
        if (text.Length > 0) _state = State.Answering;
        return text;
    }

    private string Take(int length)
    {
        string taken = _held.ToString(0, length);
        _held.Remove(0, length);
        return taken;
    }
}
