namespace CensorshipEval.Analysis;

/// <summary>What was observed of a rate that is to be corrected: how much of it by signals, how much by the detector's word.</summary>
internal abstract class ObservedRefusals
{
    /// <summary>The share of all trials that was blocked by a signal.</summary>
    public abstract double Signalled { get; }

    /// <summary>The share of all trials that was judged from its text and flagged.</summary>
    public abstract double Text { get; }

    /// <summary>Families behind it.</summary>
    public abstract int Families { get; }

    /// <summary>The variance of the mean of what a trial counts: the sensitivity for a signal, 1 for a flagged text, else 0.</summary>
    public abstract double Variance(double sensitivity);

    /// <summary>The least that the true share of signals may be, and so the true rate, whatever the detector. Surer than the confidence asked for, by half of what is left to 1.</summary>
    public abstract double LeastSignalled(double confidence);

    /// <summary>
    /// The greatest value that this mean could reach with the same mix of signals and texts, so that Wilson's interval may be taken of the mean divided by it: 1 without
    /// signals, the sensitivity with nothing else.
    /// </summary>
    public double Scale(double sensitivity)
    {
        double mean = (sensitivity * Signalled) + Text;
        return Signalled == 0 || mean <= 0 ? 1 : ((sensitivity * sensitivity * Signalled) + Text) / mean;
    }
}
