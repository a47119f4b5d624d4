using System.Buffers.Binary;

namespace Tandem.Storage.Backups;

/// <summary>Some records of a part, one after another.</summary>
public struct RecordReader(ReadOnlyMemory<byte> records)
{
    private ReadOnlyMemory<byte> rest = records;

    public ReadOnlyMemory<byte> Current { get; private set; }

    public readonly RecordReader GetEnumerator() => this;

    /// <exception cref="InvalidDataException">The next one is longer than what there is.</exception>
    public bool MoveNext()
    {
        if (rest.IsEmpty) return false;
        var length = rest.Length < RecordWriter.LengthSize ? -1 : BinaryPrimitives.ReadInt32LittleEndian(rest.Span);
        if (length < 0 || length > rest.Length - RecordWriter.LengthSize) throw new InvalidDataException("A record is cut short.");
        Current = rest.Slice(RecordWriter.LengthSize, length);
        rest = rest[(RecordWriter.LengthSize + length)..];
        return true;
    }
}
