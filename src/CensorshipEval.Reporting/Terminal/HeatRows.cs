namespace CensorshipEval.Reporting.Terminal;

/// <summary>What the rows of a heat table are.</summary>
public enum HeatRows
{
    /// <summary>Topics where there are 2 to 16, else authorities; targets where nothing tells the questions apart.</summary>
    Automatic,

    /// <summary>Topics of the questions, a table per target.</summary>
    Topics,

    /// <summary>Whose authorities are concerned, a table per target.</summary>
    Jurisdictions,

    /// <summary>The targets, in one table.</summary>
    Targets,
}
