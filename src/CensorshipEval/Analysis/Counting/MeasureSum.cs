namespace CensorshipEval.Analysis;

/// <summary>Values of one measure in one cell.</summary>
internal struct MeasureSum
{
    public int Count;
    public double Sum;

    public void Add(double value)
    {
        Count++;
        Sum += value;
    }
}
