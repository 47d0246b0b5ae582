namespace CensorshipEval.Analysis;

/// <summary>A rate of texts alone with its variance.</summary>
internal sealed class ObservedTextRate(double rate, double variance, int families) : ObservedRefusals
{
    public override double Signalled => 0;

    public override double Text => rate;

    public override int Families => families;

    public override double Variance(double sensitivity) => variance;

    public override double LeastSignalled(double confidence) => 0;
}
