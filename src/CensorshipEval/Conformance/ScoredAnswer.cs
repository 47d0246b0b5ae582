using System.Runtime.InteropServices;

namespace CensorshipEval.Conformance;

/// <summary>One answer under one task.</summary>
/// <param name="Score">How sure the detector is, 0 to 1.</param>
/// <param name="IsPositive">What the label says.</param>
/// <param name="IsFlagged">What the detector decides.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct ScoredAnswer(double Score, bool IsPositive, bool IsFlagged);
