using System.Numerics;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace CensorshipEval;

/// <summary>Blocks of printable ASCII, of which most texts in Latin script consist, are read at once instead of character by character.</summary>
internal static class AsciiBlock
{
    /// <summary>Code units of a block.</summary>
    public const int Length = 16;

    /// <summary>Writes the lower case of a block; <see langword="false"/> where there is none, or a space in it follows a space.</summary>
    public static bool TryFold(ReadOnlySpan<char> text, Span<char> folded, char before)
    {
        if (!TryRead(text, out Vector256<ushort> block, out uint spaces) || (spaces & ((spaces << 1) | (before is ' ' ? 1u : 0))) != 0) return false;
        Vector256<ushort> upper = Vector256.LessThan(block - Vector256.Create((ushort)'A'), Vector256.Create((ushort)26));
        (block | (upper & Vector256.Create((ushort)0x20))).CopyTo(MemoryMarshal.Cast<char, ushort>(folded));
        return true;
    }

    /// <summary>Counts the characters of a block, a run of spaces as one; <see langword="false"/> where there is none.</summary>
    public static bool TryCount(ReadOnlySpan<char> text, ref bool afterSpace, ref int visible)
    {
        if (!TryRead(text, out _, out uint spaces)) return false;
        visible += Length - BitOperations.PopCount(spaces & ((spaces << 1) | (afterSpace ? 1u : 0)));
        afterSpace = (spaces >> (Length - 1)) != 0;
        return true;
    }

    private static bool TryRead(ReadOnlySpan<char> text, out Vector256<ushort> block, out uint spaces)
    {
        block = default;
        spaces = 0;
        if (text.Length < Length) return false;
        block = Vector256.Create(MemoryMarshal.Cast<char, ushort>(text));
        if (Vector256.GreaterThanAny(block - Vector256.Create((ushort)' '), Vector256.Create((ushort)('~' - ' ')))) return false;
        spaces = Vector256.Equals(block, Vector256.Create((ushort)' ')).ExtractMostSignificantBits();
        return true;
    }
}
