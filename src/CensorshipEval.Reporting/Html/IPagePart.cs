namespace CensorshipEval.Reporting.Html;

/// <summary>A section of the page. The page writes the section and its heading; the part writes what is below.</summary>
internal interface IPagePart
{
    /// <summary>Id of the section.</summary>
    string Id { get; }

    /// <summary>Its heading.</summary>
    string Title { get; }

    /// <summary>What it is called in the page's navigation.</summary>
    string ShortTitle { get; }

    /// <summary>Style sheets that it brings, as names of embedded resources, such as <c>Web/page.css</c>.</summary>
    IReadOnlyList<string> Styles => [];

    /// <summary>Scripts that it brings, run in this order when the whole page is there.</summary>
    IReadOnlyList<string> Scripts => [];

    /// <summary>Writes what is below the heading.</summary>
    /// <param name="html">Where to.</param>
    /// <param name="cancellationToken">Stops writing.</param>
    Task WriteAsync(HtmlWriter html, CancellationToken cancellationToken);
}
