using CensorshipEval.Reporting.Figures;

namespace CensorshipEval.Reporting.Tables;

/// <summary>A column of a table.</summary>
/// <param name="Name">Its name in files, camel case.</param>
/// <param name="Label">Its header for people; <see langword="null"/> leaves it to the files.</param>
/// <param name="Kind">What its values are.</param>
internal sealed record ReportColumn(string Name, string? Label, ColumnKind Kind)
{
    /// <summary>Whether values stand to the right.</summary>
    public bool IsNumeric => Kind is not (ColumnKind.Text or ColumnKind.Flag);

    /// <summary>A value for people. Foreign text is made visible.</summary>
    public string Show(object? value) => value switch
    {
        null => Kind is ColumnKind.Text or ColumnKind.Flag ? "" : Shown.None,
        bool flag => flag ? "yes" : "no",
        string text => VisibleText.Of(text),
        NamedCode code => VisibleText.Of(code.Name),
        int number => Shown.Count(number),
        long number => Shown.Count(number),
        double number => Kind switch
        {
            ColumnKind.Share => Shown.Percent(number),
            ColumnKind.Points => Shown.Points(number),
            ColumnKind.Probability => Shown.P(number),
            _ => Shown.Number(number),
        },
        _ => throw new InvalidOperationException($"A table holds no {value.GetType()}."),
    };
}
