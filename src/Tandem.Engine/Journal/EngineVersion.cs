using Tandem.Primitives;

namespace Tandem.Engine.Journal;

/// <summary>
/// Which version of the fold made which part of the states. Put into each shard's journal where it changes, so that
/// whoever folds a past again knows what folded it then.
/// </summary>
public static class EngineVersion
{
    /// <summary>Counts up with every change after which the same entries fold into other states or effects.</summary>
    public const int Current = 2;

    private const byte Format = 1;

    public static byte[] ToBytes()
    {
        var to = new ByteWriter(8);
        to.Byte(Format);
        to.Varint(Current);
        return to.ToArray();
    }

    public static int Read(ReadOnlySpan<byte> bytes)
    {
        var from = new ByteReader(bytes);
        var format = from.Byte();
        if (format != Format) throw new InvalidDataException($"An engine version of format {format}; this version reads {Format}.");
        return (int)from.Varint();
    }
}
