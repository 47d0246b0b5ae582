namespace CensorshipEval.Reporting.Tables;

/// <summary>What the values of a column are, so that people see them in a fitting form.</summary>
internal enum ColumnKind
{
    /// <summary>Text, perhaps foreign.</summary>
    Text,

    /// <summary>A whole number.</summary>
    Count,

    /// <summary>A share from 0 to 1, shown in percent.</summary>
    Share,

    /// <summary>A difference of shares, shown in points.</summary>
    Points,

    /// <summary>A p-value.</summary>
    Probability,

    /// <summary>A number in the unit of its quantity.</summary>
    Number,

    /// <summary>Yes or no.</summary>
    Flag,
}
