using System.Buffers;
using System.Text.Json.Nodes;

namespace CensorshipEval.Reporting.Html;

/// <summary>Writes HTML. Whatever is not markup of ours is encoded; what is invisible or turns the reading direction is written out, so that it can be seen and breaks nothing.</summary>
internal sealed class HtmlWriter(TextWriter output)
{
    private static readonly SearchValues<char> Special = SearchValues.Create("&<>\"'");

    /// <summary>Where the markup goes, for parts that write much at once.</summary>
    public TextWriter Output => output;

    /// <summary>Markup of ours, as it is. Never with anything foreign in it.</summary>
    public HtmlWriter Raw(string markup)
    {
        output.Write(markup);
        return this;
    }

    /// <summary>Text, encoded.</summary>
    public HtmlWriter Text(string? text)
    {
        if (text is null) return this;
        ReadOnlySpan<char> rest = VisibleText.Of(text);
        for (int at = rest.IndexOfAny(Special); at >= 0; at = rest.IndexOfAny(Special))
        {
            output.Write(rest[..at]);
            output.Write(rest[at] switch { '&' => "&amp;", '<' => "&lt;", '>' => "&gt;", '"' => "&quot;", _ => "&#39;" });
            rest = rest[(at + 1)..];
        }

        output.Write(rest);
        return this;
    }

    /// <summary>A sentence of ours, in which every foreign name is set apart, so that no name reads on into our words.</summary>
    public HtmlWriter Sentence(string sentence)
    {
        foreach ((string text, bool isName) in Figures.Sentence.Parts(sentence))
        {
            if (isName) Element("bdi", text, ("class", "name"));
            else Text(text);
        }

        return this;
    }

    /// <summary>A start tag. An attribute without a value (<see langword="null"/>) is left out, one with an empty value stands alone.</summary>
    public HtmlWriter Open(string name, params ReadOnlySpan<(string Name, string? Value)> attributes)
    {
        output.Write('<');
        output.Write(name);
        foreach ((string attribute, string? value) in attributes)
        {
            if (value is null) continue;
            output.Write(' ');
            output.Write(attribute);
            if (value.Length == 0) continue;
            output.Write("=\"");
            Text(value);
            output.Write('"');
        }

        output.Write('>');
        return this;
    }

    /// <summary>An end tag.</summary>
    public HtmlWriter Close(string name)
    {
        output.Write("</");
        output.Write(name);
        output.Write('>');
        return this;
    }

    /// <summary>An element with text in it.</summary>
    public HtmlWriter Element(string name, string? text, params ReadOnlySpan<(string Name, string? Value)> attributes) => Open(name, attributes).Text(text).Close(name);

    /// <summary>A block of data that no browser runs. The encoder leaves neither <c>&lt;</c> nor <c>&amp;</c> in it, so nothing can end it early.</summary>
    public HtmlWriter Json(string id, JsonNode data)
    {
        Open("script", ("type", "application/json"), ("id", id));
        output.Write(data.ToJsonString());
        return Close("script").Raw("\n");
    }
}
