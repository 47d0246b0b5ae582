namespace CensorshipEval.Reporting.Html;

/// <summary>The page's Content-Security-Policy: its own scripts and styles by their hashes, and nothing else from anywhere.</summary>
internal static class PagePolicy
{
    // Vega's SVG renderer sets styles through the object model, which style-src does not concern, so neither 'unsafe-inline' nor 'unsafe-eval' is needed.
    public static string Of(IEnumerable<PageAsset> scripts, IEnumerable<PageAsset> styles) =>
        $"default-src 'none'; script-src {Sources(scripts)}; style-src {Sources(styles)}; img-src 'none'; connect-src 'none'; font-src 'none'; media-src 'none'; " +
        "object-src 'none'; frame-src 'none'; worker-src 'none'; manifest-src 'none'; form-action 'none'; base-uri 'none'";

    private static string Sources(IEnumerable<PageAsset> assets) => string.Join(' ', assets.Select(static asset => asset.Source));
}
