using System.Globalization;

namespace Tandem.Engine.Interactions;

/// <summary>
/// JSON's grammar allows <c>\ud800</c> alone, half of a surrogate pair, which no text can hold; readers throw when asked
/// for it. It has to be found before anything is accepted.
/// </summary>
internal static class JsonEscapes
{
    /// <summary>Whether every surrogate of an escaped JSON text (its raw bytes, known to be JSON) has its other half.</summary>
    public static bool ArePaired(ReadOnlySpan<byte> raw)
    {
        for (var i = raw.IndexOf((byte)'\\'); i >= 0 && i < raw.Length - 1;)
        {
            if (raw[i + 1] == 'u')
            {
                var unit = Unit(raw[(i + 2)..]);
                i += 6;
                if (char.IsLowSurrogate(unit)) return false;
                if (char.IsHighSurrogate(unit))
                {
                    if (raw.Length < i + 6 || raw[i] != '\\' || raw[i + 1] != 'u' || !char.IsLowSurrogate(Unit(raw[(i + 2)..]))) return false;
                    i += 6;
                }
            }
            else
            {
                i += 2;
            }
            var next = raw[i..].IndexOf((byte)'\\');
            if (next < 0) return true;
            i += next;
        }
        return true;
    }

    private static char Unit(ReadOnlySpan<byte> digits) => (char)ushort.Parse(digits[..4], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture);
}
