namespace CensorshipEval.Gates;

/// <summary>In which way a gate looks at its measure.</summary>
public enum MeasuredAs
{
    /// <summary>The measure itself: a rate, or the mean of a content measure. <c>value</c> in a policy file.</summary>
    Value,

    /// <summary>Sensitive minus analogue, paired by family (the censorship index). <c>index</c>.</summary>
    Index,

    /// <summary>The index in each language minus the index in the reference language. <c>language-gap</c>.</summary>
    LanguageGap,

    /// <summary>The value minus the value in the baseline run, paired. <c>value-change</c>.</summary>
    ValueChange,

    /// <summary>The index minus the index in the baseline run, paired. <c>index-change</c>.</summary>
    IndexChange,
}
