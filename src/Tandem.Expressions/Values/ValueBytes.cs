using Tandem.Primitives;

namespace Tandem.Expressions.Values;

/// <summary>
/// Values from and to bytes: a kind, then the content. What is read is what was written in all that a rule can see, down
/// to the order of a map's entries; of an error it is the code and the message. Stored figures and hashes depend on the
/// form, so it never changes.
/// </summary>
public static class ValueBytes
{
    // Beside the kinds of values. Most numbers that are sent are whole and small, and do not take eight bytes so.
    private const byte False = 0x40, True = 0x41, WholeDouble = 0x42, None = 0x43;

    // From here on a double does not have all whole numbers.
    private const double WholeLimit = 9_007_199_254_740_992;

    public static void Write(ByteWriter to, Value value) => Write(to, value, false);

    /// <summary>Writes a normal form: what <see cref="Value.Equals(Value)"/> calls equal has the same bytes, and is read as one that is equal.</summary>
    public static void WriteNormal(ByteWriter to, Value value) => Write(to, value, true);

    private static void Write(ByteWriter to, Value value, bool isNormal)
    {
        if (WriteShort(to, value, isNormal)) return;
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
                foreach (var item in value.AsList) Write(to, item, isNormal);
                return;
            case ValueKind.Map:
                WriteMap(to, value.AsMap, isNormal);
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
                Write(to, value.AsOptional ?? Value.Null, isNormal);
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

    private static bool WriteShort(ByteWriter to, Value value, bool isNormal)
    {
        switch (value.Kind)
        {
            case ValueKind.Bool:
                to.Byte(value.AsBool ? True : False);
                return true;
            case ValueKind.Double when IsWhole(value.AsDouble) && (isNormal || !IsNegativeZero(value.AsDouble)):
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

    private static bool IsWhole(double number) => Math.Abs(number) < WholeLimit && Math.Floor(number) == number;

    private static bool IsNegativeZero(double number) => number == 0 && double.IsNegative(number);

    private static void WriteMap(ByteWriter to, IReadOnlyDictionary<Value, Value> map, bool isNormal)
    {
        to.Varint((ulong)map.Count);
        foreach (var (key, value) in isNormal ? InOrder(map) : map)
        {
            Write(to, key, isNormal);
            Write(to, value, isNormal);
        }
    }

    /// <summary>The entries in order of the bytes of their keys.</summary>
    private static IEnumerable<KeyValuePair<Value, Value>> InOrder(IReadOnlyDictionary<Value, Value> map) =>
        map.OrderBy(entry => NormalOf(entry.Key), Comparer<byte[]>.Create((left, right) => left.AsSpan().SequenceCompareTo(right)));

    private static byte[] NormalOf(Value value)
    {
        var to = new ByteWriter(32);
        WriteNormal(to, value);
        return to.ToArray();
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
