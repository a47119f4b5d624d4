using Tandem.Primitives;

namespace Tandem.Expressions.Values;

/// <summary>
/// Values from and to bytes: a kind, then the content. It is a normal form: what <see cref="Value.Equals(Value)"/> calls
/// equal has the same bytes, the entries of a map being in order of their keys' bytes and every NaN being one. Stored
/// figures and hashes depend on it, so it never changes. An error keeps its code and message.
/// </summary>
public static class ValueBytes
{
    // Beside the kinds of values, so that the numbers 0 to 255 or so, which are most of them, do not take eight bytes.
    private const byte False = 0x40, True = 0x41, WholeDouble = 0x42, None = 0x43;

    // From here on a double does not have all whole numbers.
    private const double WholeLimit = 9_007_199_254_740_992;

    public static void Write(ByteWriter to, Value value)
    {
        if (WriteShort(to, value)) return;
        to.Byte((byte)value.Kind);
        switch (value.Kind)
        {
            case ValueKind.Null:
                return;
            case ValueKind.Int:
                to.Signed(value.AsInt);
                return;
            case ValueKind.Uint:
                to.Varint(value.AsUint);
                return;
            case ValueKind.Double:
                to.Double(double.IsNaN(value.AsDouble) ? double.NaN : value.AsDouble);
                return;
            case ValueKind.String:
                to.Text(value.AsString);
                return;
            case ValueKind.Bytes:
                to.Bytes(value.AsBytes);
                return;
            case ValueKind.List:
                to.Varint((ulong)value.AsList.Count);
                foreach (var item in value.AsList) Write(to, item);
                return;
            case ValueKind.Map:
                WriteMap(to, value.AsMap);
                return;
            case ValueKind.Timestamp:
                to.Signed(value.AsTimestamp.Micros);
                to.Varint((ulong)value.NanosecondsOfMicrosecond);
                return;
            case ValueKind.Duration:
                to.Signed(value.AsNanoseconds);
                return;
            case ValueKind.Type:
                to.Text(value.AsTypeName);
                return;
            case ValueKind.Optional:
                Write(to, value.AsOptional ?? Value.Null);
                return;
            case ValueKind.Error:
                to.Text(value.AsError.Code);
                to.Text(value.AsError.Message);
                return;
            default:
                throw new ArgumentOutOfRangeException(nameof(value), value.Kind, "Not a kind that is written.");
        }
    }

    /// <exception cref="InvalidDataException">The bytes are damaged.</exception>
    public static Value Read(ref ByteReader from)
    {
        var kind = from.Byte();
        return kind switch
        {
            False => Value.False,
            True => Value.True,
            WholeDouble => Value.Of((double)from.Signed()),
            None => Value.None,
            (byte)ValueKind.Null => Value.Null,
            (byte)ValueKind.Int => Value.Of(from.Signed()),
            (byte)ValueKind.Uint => Value.Of(from.Varint()),
            (byte)ValueKind.Double => Value.Of(from.Double()),
            (byte)ValueKind.String => Value.Of(from.Text()),
            (byte)ValueKind.Bytes => Value.Of(from.Bytes().ToArray()),
            (byte)ValueKind.List => ReadList(ref from),
            (byte)ValueKind.Map => ReadMap(ref from),
            (byte)ValueKind.Timestamp => Value.Of(new Instant(from.Signed()), (int)from.Varint()),
            (byte)ValueKind.Duration => Value.OfNanoseconds(from.Signed()),
            (byte)ValueKind.Type => Value.TypeNamed(from.Text()),
            (byte)ValueKind.Optional => Value.Some(Read(ref from)),
            (byte)ValueKind.Error => Value.Of(new Error(from.Text(), from.Text())),
            _ => throw new InvalidDataException($"A value of kind {kind}: the data is damaged or of a newer format."),
        };
    }

    private static bool WriteShort(ByteWriter to, Value value)
    {
        switch (value.Kind)
        {
            case ValueKind.Bool:
                to.Byte(value.AsBool ? True : False);
                return true;
            case ValueKind.Double when IsWhole(value.AsDouble):
                to.Byte(WholeDouble);
                to.Signed((long)value.AsDouble);
                return true;
            case ValueKind.Optional when value.AsOptional is null:
                to.Byte(None);
                return true;
            default:
                return false;
        }
    }

    // With -0.0, which equals 0.0.
    private static bool IsWhole(double number) => Math.Abs(number) < WholeLimit && Math.Floor(number) == number;

    private static void WriteMap(ByteWriter to, IReadOnlyDictionary<Value, Value> map)
    {
        var entries = new List<(byte[] Key, Value Value)>(map.Count);
        foreach (var (key, value) in map)
        {
            var bytes = new ByteWriter(32);
            Write(bytes, key);
            entries.Add((bytes.ToArray(), value));
        }
        entries.Sort((left, right) => left.Key.AsSpan().SequenceCompareTo(right.Key));
        to.Varint((ulong)entries.Count);
        foreach (var (key, value) in entries)
        {
            to.Raw(key);
            Write(to, value);
        }
    }

    private static Value ReadList(ref ByteReader from)
    {
        var items = new Value[from.Count()];
        for (var i = 0; i < items.Length; i++) items[i] = Read(ref from);
        return Value.Of((IReadOnlyList<Value>)items);
    }

    private static Value ReadMap(ref ByteReader from)
    {
        var count = from.Count();
        var entries = new Dictionary<Value, Value>(count);
        for (var i = 0; i < count; i++)
        {
            var key = Read(ref from);
            entries[key] = Read(ref from);
        }
        return Value.Of(entries);
    }
}
