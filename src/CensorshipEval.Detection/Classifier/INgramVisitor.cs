namespace CensorshipEval.Detection;

/// <summary>Takes the buckets of a text one by one.</summary>
internal interface INgramVisitor
{
    /// <summary>A bucket, and the place in the text where what fell into it begins.</summary>
    void Add(int bucket, int at);
}
