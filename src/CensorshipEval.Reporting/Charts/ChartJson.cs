using System.Text.Json.Nodes;

namespace CensorshipEval.Reporting.Charts;

/// <summary>Pieces of specifications.</summary>
internal static class ChartJson
{
    // Colours are names that the page's style sheet gives a value to: so a drawing follows light, dark and print without being drawn again.
    private const string Theme = """
        {
          "background": "transparent",
          "autosize": { "type": "none" },
          "config": {
            "aria": false,
            "view": { "stroke": null },
            "axis": {
              "labelColor": "var(--ink)", "titleColor": "var(--muted)", "gridColor": "var(--line)", "domain": false, "tickColor": "var(--line)",
              "labelFontSize": 13, "titleFontSize": 13, "titleFontWeight": "normal", "titlePadding": 8, "labelPadding": 6, "labelFlush": false
            },
            "axisY": { "ticks": false, "grid": false, "labelPadding": 12 },
            "text": { "fontSize": 13, "fill": "var(--ink)" }
          },
          "usermeta": { "left": 0, "top": 6, "right": 10, "bottom": 46 }
        }
        """;

    /// <summary>
    /// A specification with the page's theme. The page's script gives it its width: it measures the labels of the rows and of slanted columns, adds the margins of
    /// <c>usermeta</c>, and leaves the rest to the plot; so every plot of a group is as wide as the next.
    /// </summary>
    /// <param name="own">What is this drawing's own.</param>
    /// <param name="data">Its data.</param>
    /// <param name="height">Pixels of the plot.</param>
    /// <param name="leastWidth">Pixels of the plot under which it is scrolled instead of squeezed.</param>
    public static JsonObject Specification(string own, JsonArray data, int height, int leastWidth = 120)
    {
        JsonObject all = JsonNode.Parse(Theme)!.AsObject();
        foreach ((string name, JsonNode? value) in JsonNode.Parse(own)!.AsObject())
        {
            if (name != "usermeta") all[name] = value?.DeepClone();
            else foreach ((string margin, JsonNode? pixels) in value!.AsObject()) all[name]![margin] = pixels?.DeepClone();
        }

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
