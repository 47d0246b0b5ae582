using System.Globalization;
using Spectre.Console;

namespace CensorshipEval.Samples.Audit.Output;

/// <summary>How every table is laid out: only names may be folded, numbers never.</summary>
internal static class TableLayout
{
    /// <summary>What the short headers of rates mean.</summary>
    public const string RateNotes =
        "n: families of prompts, the sample size; *: fewer than 20, a description and no proof. 95 %: the rate of all such questions, allowing for families that answer alike. " +
        "If missing: the rate if every missing answer had been given, and if every one had been refused.";

    /// <summary>Whether all columns of an analysis have room; a narrower terminal gets the most needed ones.</summary>
    public static bool IsWide(Screen screen) => screen.Results.Profile.Width >= 80;

    /// <summary>A table without lines between columns: on 80 columns they would take the place of the names.</summary>
    public static Table Plain() => new() { Border = TableBorder.Simple };

    /// <summary>A column that is folded when the table is wider than the terminal.</summary>
    public static Table Name(this Table table, string name) => table.AddColumn(new TableColumn(name).Padding(0, 0));

    /// <summary>Columns of short names, never folded.</summary>
    public static Table Keys(this Table table, params IEnumerable<string> names)
    {
        foreach (string name in names) table.AddColumn(new TableColumn(name).NoWrap().Padding(0, 0));
        return table;
    }

    /// <summary>Columns of numbers, to the right and never folded.</summary>
    public static Table Numbers(this Table table, params IEnumerable<string> names)
    {
        foreach (string name in names) table.AddColumn(new TableColumn(name).NoWrap().RightAligned().Padding(0, 0));
        return table;
    }

    /// <summary>A number of families, marked where it is too small to prove anything.</summary>
    public static Text Families(int number, bool few) => new(number.ToString(CultureInfo.InvariantCulture) + (few ? "*" : ""));

    public static Text Number(long number) => new(number.ToString(CultureInfo.InvariantCulture));
}
