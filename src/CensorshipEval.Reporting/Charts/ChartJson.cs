using System.Text.Json.Nodes;

namespace CensorshipEval.Reporting.Charts;

/// <summary>Pieces of specifications.</summary>
internal static class ChartJson
{
    // Colours are names that the page's style sheet gives a value to: so a drawing follows light, dark and print without being drawn again.
    private const string Theme = """
        {
          "background": "transparent",
          "padding": { "left": 0, "top": 4, "right": 4, "bottom": 4 },
          "autosize": { "type": "fit-x", "contains": "padding" },
          "config": {
            "aria": false,
            "view": { "stroke": null },
            "axis": {
              "labelColor": "var(--ink)", "titleColor": "var(--muted)", "gridColor": "var(--line)", "domain": false, "tickColor": "var(--line)",
              "labelFontSize": 13, "titleFontSize": 13, "titleFontWeight": "normal", "titlePadding": 8, "labelPadding": 6
            },
            "axisY": { "ticks": false, "grid": false },
            "text": { "fontSize": 13, "fill": "var(--ink)" }
          },
          "usermeta": { "leastWidth": 0 }
        }
        """;

    /// <summary>A specification with the page's theme.</summary>
    /// <param name="own">What is this drawing's own.</param>
    /// <param name="data">Its data.</param>
    /// <param name="height">Pixels of the plot; the width is that of the page.</param>
    /// <param name="leastWidth">Pixels under which it is scrolled instead of squeezed.</param>
    public static JsonObject Specification(string own, JsonArray data, int height, int leastWidth = 0)
    {
        JsonObject all = JsonNode.Parse(Theme)!.AsObject();
        foreach ((string name, JsonNode? value) in JsonNode.Parse(own)!.AsObject()) all[name] = value?.DeepClone();
        all["data"] = new JsonObject { ["values"] = data };
        all["height"] = height;
        all["usermeta"]!["leastWidth"] = leastWidth;
        return all;
    }

    /// <summary>Rows of a drawing, in order.</summary>
    public static JsonArray Rows(IEnumerable<JsonObject> rows) => new([.. rows]);

    /// <summary>A finite number with few digits, or nothing.</summary>
    public static JsonNode? Number(double? value) => value is { } number && double.IsFinite(number) ? JsonValue.Create(Math.Round(number, 4)) : null;

    /// <summary>A number as it stands in a specification's text.</summary>
    public static string Text(double value) => Math.Round(value, 4).ToString(System.Globalization.CultureInfo.InvariantCulture);
}
