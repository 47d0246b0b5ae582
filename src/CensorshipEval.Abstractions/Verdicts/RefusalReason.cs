namespace CensorshipEval;

/// <summary>Axis 3: what a refusal or block gives as its reason. Descriptive only: never part of a rate, a gate or an assertion.</summary>
public enum RefusalReason
{
    /// <summary>None is given.</summary>
    Unstated,

    /// <summary>Law, regulation, or political sensitivity.</summary>
    PoliticalLegal,

    /// <summary>Harm to people.</summary>
    Safety,

    /// <summary>Personal data.</summary>
    Privacy,

    /// <summary>The model says that it is not able to.</summary>
    Capability,

    /// <summary>The request is said to be unclear.</summary>
    Ambiguity,

    /// <summary>A rule of the host or maker.</summary>
    HostPolicy,
}
