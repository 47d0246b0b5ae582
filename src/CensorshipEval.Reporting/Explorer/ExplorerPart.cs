using CensorshipEval.Reporting.Html;

namespace CensorshipEval.Reporting;

/// <summary>The part of the page in which a reader searches and reads exchanges.</summary>
internal sealed class ExplorerPart(ReportedRun run, ReportOptions options) : IPagePart
{
    public string Id => "explorer";

    public string Title => "Read the answers";

    public string ShortTitle => "Answers";

    public IReadOnlyList<string> Styles => ["Web/explorer.css"];

    public IReadOnlyList<string> Scripts => ["Web/explorer.js"];

    /// <summary>The exchanges of the page; <see langword="null"/> until the part is written.</summary>
    public ExchangeSample? Sample { get; private set; }

    /// <summary>Chooses and reads the exchanges, in two passes over the trials, and writes them for the script.</summary>
    public async Task WriteAsync(HtmlWriter html, CancellationToken cancellationToken)
    {
        Sample = await ExchangeSample.TakeAsync(run, options, cancellationToken).ConfigureAwait(false);
        html.Element("p", Sample.Summary, ("class", "xp-sampled")).Raw("\n");
        if (Sample.Exchanges.Count == 0) return;
        // A data block is no script for the page's policy.
        html.Raw("<noscript>").Element("p", $"Searching and reading needs the script of this page, which your browser does not run. All answers: {Sample.AllOfThem}.").Raw("</noscript>\n");
        html.Raw(Controls).Raw("\n<script type=\"application/json\" id=\"explorer-data\">");
        ExplorerData.Write(html.Output, run, Sample, options);
        html.Raw("</script>\n");
    }

    private const string Controls =
        """
        <form id="explorer-form" class="xp-form" role="search" aria-label="Answers">
        <div class="xp-field xp-search"><label for="explorer-q">Search in questions, answers and ids</label><input id="explorer-q" type="search" autocomplete="off" spellcheck="false" maxlength="200"></div>
        <details id="explorer-filters" class="xp-filters"><summary>Filters</summary><div class="xp-filter-grid">
        <div class="xp-field"><label for="explorer-model">Model</label><select id="explorer-model"></select></div>
        <div class="xp-field"><label for="explorer-language">Language</label><select id="explorer-language"></select></div>
        <div class="xp-field"><label for="explorer-topic">Topic</label><select id="explorer-topic"></select></div>
        <div class="xp-field"><label for="explorer-jurisdiction">Sensitive to</label><select id="explorer-jurisdiction"></select></div>
        <div class="xp-field"><label for="explorer-role">Kind of question</label><select id="explorer-role"></select></div>
        <div class="xp-field"><label for="explorer-delivery">Delivery</label><select id="explorer-delivery"></select></div>
        <div class="xp-field"><label for="explorer-engagement">Answer</label><select id="explorer-engagement"></select></div>
        </div></details>
        <fieldset class="xp-checks"><legend class="xp-hidden">Only some</legend>
        <label><input id="explorer-missing" type="checkbox"> Missing only</label>
        <label><input id="explorer-noted" type="checkbox"> Disagreements only</label>
        <button id="explorer-clear" type="button">Clear all</button></fieldset>
        </form>
        <p id="explorer-count" class="xp-count" role="status" aria-live="polite"></p>
        <div class="xp-panes">
        <div class="xp-list"><p class="xp-keys">Keys: <kbd>/</kbd> search, <kbd>↑</kbd> <kbd>↓</kbd> move, <kbd>Enter</kbd> read, <kbd>Esc</kbd> back</p>
        <ol id="explorer-results" class="xp-results" aria-label="Answers found"></ol>
        <div id="explorer-pages" class="xp-pages"></div></div>
        <div id="explorer-reading" class="xp-reading" role="region" aria-label="The open answer" tabindex="0"></div>
        </div>
        """;
}
