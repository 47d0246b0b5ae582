using System.Runtime.CompilerServices;

namespace CensorshipEval.Detection;

/// <summary>Letters seen of each script.</summary>
[InlineArray(WritingSystems.Count)]
internal struct ScriptCounts
{
    private int _first;

    public readonly int Of(WritingSystem system) => this[(int)system];

    public void Add(WritingSystem system, int letters) => this[(int)system] += letters;
}
