using System.Text.RegularExpressions;

namespace CensorshipEval.Reporting;

/// <summary>A shape by which keys and the like are recognised.</summary>
/// <param name="Pattern">Finds them; the group <c>key</c> is what is masked.</param>
/// <param name="MayStandIn">Whether looking is worth while.</param>
/// <param name="IsKey">Whether what was found is one.</param>
internal sealed record SecretShape(Regex Pattern, Func<string, bool> MayStandIn, SecretTest IsKey);

/// <summary>Whether what a pattern found is a key.</summary>
internal delegate bool SecretTest(ReadOnlySpan<char> found);
