using Tandem.Primitives;

namespace Tandem.Server.Segments;

/// <summary>How large a segment was, and how often it had been entered and left until then, ever.</summary>
internal readonly record struct SizePoint(Instant At, long Count, long Entered, long Left)
{
    private const byte Format = 1;

    /// <summary>Points that follow one another, about six bytes each.</summary>
    public static byte[] ToBytes(IReadOnlyList<SizePoint> points)
    {
        var to = new ByteWriter(16 + points.Count * 8);
        to.Byte(Format);
        var before = default(SizePoint);
        foreach (var point in points)
        {
            to.Signed(point.At.Micros - before.At.Micros);
            to.Signed(point.Count - before.Count);
            to.Signed(point.Entered - before.Entered);
            to.Signed(point.Left - before.Left);
            before = point;
        }
        return to.ToArray();
    }

    /// <exception cref="InvalidDataException">They are damaged or of a newer format.</exception>
    public static List<SizePoint> Read(ReadOnlySpan<byte> bytes)
    {
        var from = new ByteReader(bytes);
        var format = from.Byte();
        if (format != Format) throw new InvalidDataException($"Sizes of a segment of format {format}; this version reads {Format}.");
        var (points, before) = (new List<SizePoint>(), default(SizePoint));
        while (!from.AtEnd)
        {
            before = new(new(before.At.Micros + from.Signed()), before.Count + from.Signed(), before.Entered + from.Signed(), before.Left + from.Signed());
            points.Add(before);
        }
        return points;
    }
}
