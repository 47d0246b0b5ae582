using System.Reflection;

namespace CensorshipEval.Reporting;

/// <summary>The part of the page in which a reader searches and reads exchanges.</summary>
internal sealed class ExplorerSection
{
    private readonly ReportedRun _run;
    private readonly ReportOptions _options;

    private ExplorerSection(ReportedRun run, ReportOptions options, ExchangeSample sample) => (_run, _options, Sample) = (run, options, sample);

    /// <summary>The exchanges of the page.</summary>
    public ExchangeSample Sample { get; }

    /// <summary>The script, for the end of the body: it reads <c>#explorer-data</c> and fills <c>#explorer</c>.</summary>
    public static string Script => Resource("Web/explorer.js");

    /// <summary>The styles, to stand after the page's own.</summary>
    public static string Style => Resource("Web/explorer.css");

    /// <summary>Chooses and reads the exchanges: two passes over the trials.</summary>
    public static async Task<ExplorerSection> MakeAsync(ReportedRun run, ReportOptions options, CancellationToken cancellationToken = default) =>
        new(run, options, await ExchangeSample.TakeAsync(run, options, cancellationToken).ConfigureAwait(false));

    /// <summary>Writes <c>&lt;section id="explorer"&gt;</c>. Nothing in it comes from the run but numbers.</summary>
    public void WriteSection(TextWriter writer)
    {
        writer.WriteLine("<section id=\"explorer\" aria-labelledby=\"explorer-heading\">");
        writer.WriteLine("<h2 id=\"explorer-heading\">Read the answers</h2>");
        writer.WriteLine($"<p class=\"xp-sampled\">{Sample.Summary}</p>");
        if (Sample.Exchanges.Count > 0) writer.WriteLine(Controls);
        writer.WriteLine("</section>");
    }

    /// <summary>Writes <c>&lt;script type="application/json" id="explorer-data"&gt;</c>; a data block, which no policy counts as a script.</summary>
    public void WriteData(TextWriter writer)
    {
        writer.Write("<script type=\"application/json\" id=\"explorer-data\">");
        ExplorerData.Write(writer, _run, Sample, _options);
        writer.WriteLine("</script>");
    }

    private static string Resource(string name)
    {
        using Stream stream = Assembly.GetExecutingAssembly().GetManifestResourceStream(name) ?? throw new InvalidOperationException($"The resource {name} is missing from the package.");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }

    private const string Controls =
        """
        <noscript><p>Searching and reading needs the script of this page, which your browser does not run. All answers: trials.jsonl.</p></noscript>
        <form id="explorer-form" class="xp-form" role="search" aria-label="Answers">
        <div class="xp-field xp-search"><label for="explorer-q">Search in questions, answers and ids</label><input id="explorer-q" type="search" autocomplete="off" spellcheck="false" maxlength="200"></div>
        <div class="xp-field"><label for="explorer-model">Model</label><select id="explorer-model"></select></div>
        <div class="xp-field"><label for="explorer-language">Language</label><select id="explorer-language"></select></div>
        <div class="xp-field"><label for="explorer-topic">Topic</label><select id="explorer-topic"></select></div>
        <div class="xp-field"><label for="explorer-jurisdiction">Sensitive to</label><select id="explorer-jurisdiction"></select></div>
        <div class="xp-field"><label for="explorer-role">Kind of question</label><select id="explorer-role"></select></div>
        <div class="xp-field"><label for="explorer-delivery">Delivery</label><select id="explorer-delivery"></select></div>
        <div class="xp-field"><label for="explorer-engagement">Answer</label><select id="explorer-engagement"></select></div>
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
