using System.Security.Cryptography;
using System.Text;

namespace CensorshipEval.Reporting.Html;

/// <summary>A script or style sheet of the page, which holds it inline.</summary>
internal sealed class PageAsset
{
    private PageAsset(string text)
    {
        Text = text;
        Source = $"'sha256-{Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(text)))}'";
    }

    /// <summary>The text, as it stands between its tags.</summary>
    public string Text { get; }

    /// <summary>The source expression by which the page's policy lets exactly this text pass.</summary>
    public string Source { get; }

    /// <summary>Reads one.</summary>
    /// <param name="name">Its name, such as <c>Web/page.js</c>.</param>
    public static PageAsset Read(string name)
    {
        using Stream stream = typeof(PageAsset).Assembly.GetManifestResourceStream(name) ?? throw new InvalidOperationException($"The page has no '{name}'.");
        using var reader = new StreamReader(stream, Encoding.UTF8);
        // A browser reads every end of line as \n, and hashes that.
        string text = reader.ReadToEnd().ReplaceLineEndings("\n");
        foreach (string end in (ReadOnlySpan<string>)["</script", "</style", "<!--"])
            if (text.Contains(end, StringComparison.OrdinalIgnoreCase)) throw new InvalidOperationException($"'{name}' holds '{end}', which would end it early.");
        return new PageAsset(text);
    }
}
