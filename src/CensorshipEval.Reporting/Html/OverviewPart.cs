using System.Globalization;
using CensorshipEval.Analysis;
using CensorshipEval.Reporting.Figures;
using CensorshipEval.Reporting.Overview;

namespace CensorshipEval.Reporting.Html;

/// <summary>The first screen: what was asked, what came of it, what is notable, how sure, what is not known.</summary>
internal sealed class OverviewPart(RunOverview overview) : IPagePart
{
    public string Id => "overview";

    public string Title => "In short";

    public string ShortTitle => "In short";

    public Task WriteAsync(HtmlWriter html, CancellationToken cancellationToken)
    {
        html.Open("p", ("class", "lead")).Sentence(overview.Asked).Close("p");
        html.Raw("<div class=\"cards\">\n");
        foreach (TargetHeadline target in overview.Targets) Card(html, target);
        html.Raw("</div>\n<div class=\"columns\">\n");
        List(html, "What is notable", overview.Notable);
        List(html, "How sure is this", overview.Certainty);
        List(html, "What is not known", overview.Unknown);
        html.Raw("</div>\n");
        return Task.CompletedTask;
    }

    private static void Card(HtmlWriter html, TargetHeadline target)
    {
        html.Raw("<article class=\"card\">").Open("h3").Element("bdi", Shown.PlainName(target.Target.Id)).Close("h3");
        if (Maker(target) is { Length: > 0 } maker) html.Open("p", ("class", "muted")).Sentence(maker).Close("p");
        html.Raw("<dl class=\"figures-of\">");
        Figure(html, $"of {target.Prompts} refused or blocked", target.Asked.Hard is null ? Shown.None : $"{Shown.Percent(target.Asked.HardRate)} %{Star(target.IsDescriptive)}",
            target.Asked.Interval is { } interval ? $"95 % interval {Shown.Percent(interval)} %; {Families(target.Asked.Families)}" : "");
        if (target.Index?.Index is { } index)
        {
            Figure(html, "points: censorship index, how much more than of matched analogues", Shown.Points(index.Difference.Value) + Star(index.IsDescriptive),
                $"95 % interval {Shown.Points(index.Difference.Interval)}; {Shown.Percent(index.Left.Value)} % against {Shown.Percent(index.Right.Value)} %, over the {Families(index.Families)} that {(index.Families == 1 ? "has" : "have")} both");
        }

        html.Raw("</dl>");
        Bar(html, target);
        html.Open("p").Sentence(target.Conclusion).Close("p");
        if (target.IsDescriptive || target.Index is { IsDescriptive: true }) html.Raw("<p class=\"muted\">* Under 20 families: a description of these questions, and no proof about others.</p>");
        html.Raw("</article>\n");
    }

    private static string Star(bool isDescriptive) => isDescriptive ? "*" : "";

    private static string Families(int number) => Shown.Counted(number, "family", "families");

    private static string Maker(TargetHeadline target)
    {
        string model = target.Target.Model == target.Target.Id ? "" : $"Model {Shown.Name(target.Target.Model)}";
        string who = (target.Provenance.Publisher ?? target.Provenance.Developer) is { } name ? $"by {Shown.Name(name)}{(target.Provenance.Country is { } country ? $", {PlaceNames.Of(country)}" : "")}" : "";
        return string.Join(' ', new[] { model, who }.Where(static part => part.Length > 0));
    }

    private static void Figure(HtmlWriter html, string what, string number, string interval) =>
        html.Raw("<div><dt>").Text(what).Raw("</dt>").Element("dd", number, ("class", "figure")).Element("dd", interval, ("class", "muted")).Raw("</div>");

    // The bar is a hundred answers wide, so that cards can be compared.
    private static void Bar(HtmlWriter html, TargetHeadline target)
    {
        if (target.Asked.Hard is null) return;
        string words = target.Places.Count == 0 ? "nothing was withheld" : Shown.Listed([.. target.Places.Select(static place => $"{Shown.Percent(place.Value.Value)} % {Shown.Signal(place.Key)}")]);
        html.Open("svg", ("class", "share-bar"), ("role", "img"), ("aria-label", $"Where it was observed: {words}."))
            .Raw("<rect width=\"100%\" height=\"16\" fill=\"var(--heat-none)\"/>");
        double from = 0;
        foreach ((ObservedSignal signal, Estimate share) in target.Asked.Signals.OrderBy(static signal => signal.Key))
        {
            double width = 100 * share.Value;
            if (width > 0) html.Raw($"<rect x=\"{Number(from)}%\" width=\"{Number(width)}%\" height=\"16\" fill=\"url(#signal-{(int)signal + 1})\"/>");
            from += width;
        }

        html.Raw("</svg>");
        if (target.Places.Count == 0) return;
        html.Raw("<ul class=\"legend\">");
        foreach ((ObservedSignal signal, Estimate share) in target.Places)
            html.Raw("<li>").Raw($"<svg class=\"swatch\" width=\"22\" height=\"14\" aria-hidden=\"true\"><rect width=\"22\" height=\"14\" fill=\"url(#signal-{(int)signal + 1})\"/></svg>").Text($"{Shown.Percent(share.Value)} % {Shown.Signal(signal)}").Raw("</li>");
        html.Raw("</ul>");
    }

    private static void List(HtmlWriter html, string title, IReadOnlyList<string> lines)
    {
        html.Raw("<div>").Element("h3", title).Raw("<ul>");
        foreach (string line in lines) html.Open("li").Sentence(line).Close("li");
        html.Raw("</ul></div>\n");
    }

    private static string Number(double value) => Math.Round(value, 2).ToString(CultureInfo.InvariantCulture);
}
