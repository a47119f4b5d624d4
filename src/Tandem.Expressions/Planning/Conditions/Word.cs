using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Tandem.Expressions.Planning.Conditions;

/// <summary>
/// A text of 1 to 7 characters as numbers: most texts in rules are that short, and comparing them so needs no call and no
/// second string. Every .NET string ends with a zero beyond its length, so 1 or 2 characters are in 4 bytes, and up to 7
/// are the first 4 and the last 3 with that zero.
/// </summary>
internal readonly struct Word
{
    private const int LongestInTwo = 2;
    private const int Longest = 7;

    private readonly int length;
    private readonly ulong start;
    private readonly ulong end;

    private Word(string text)
    {
        length = text.Length;
        (start, end) = length <= LongestInTwo ? (Two(text), 0) : (Four(text, 0), Four(text, length - 3));
    }

    public static Word? Of(string text) => text.Length is >= 1 and <= Longest ? new Word(text) : null;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool Is(string text)
    {
        if (text.Length != length) return false;
        if (length <= LongestInTwo) return Two(text) == start;
        return Four(text, 0) == start && Four(text, length - 3) == end;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static uint Two(string text) => Unsafe.ReadUnaligned<uint>(ref Bytes(text, 0));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong Four(string text, int from) => Unsafe.ReadUnaligned<ulong>(ref Bytes(text, from));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ref byte Bytes(string text, int from) => ref Unsafe.As<char, byte>(ref Unsafe.Add(ref MemoryMarshal.GetReference(text.AsSpan()), from));
}
