namespace CensorshipEval.Analysis;

/// <summary>Values of one measure in one cell.</summary>
internal struct MeasureSum
{
    public int Count;
    public double Sum;
    public double SumOfSquares;

    public void Add(double value)
    {
        Count++;
        Sum += value;
        SumOfSquares += value * value;
    }
}
