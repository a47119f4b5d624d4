using System.Runtime.CompilerServices;
using Tandem.Primitives;

namespace Tandem.Expressions.Values;

/// <summary>
/// One value of the rule language, without boxing for numbers, truth and time. <c>default</c> is null.
/// <see cref="Equals(Value)"/> is identity of kind and content (as a key or in a test); the language's own <c>==</c>,
/// under which <c>1 == 1.0</c>, is an operator of the evaluation.
/// </summary>
public readonly struct Value : IEquatable<Value>
{
    /// <summary>What a slot of facts holds before anyone asks. Never seen by rules or hosts.</summary>
    private const ValueKind UnreadKind = (ValueKind)byte.MaxValue;

    private readonly long bits;
    private readonly object? reference;
    private readonly ushort nanoseconds;

    private Value(ValueKind kind, long bits, object? reference = null, ushort nanoseconds = 0)
    {
        Kind = kind;
        this.bits = bits;
        this.reference = reference;
        this.nanoseconds = nanoseconds;
    }

    public static readonly Value Null = default;
    internal static readonly Value Unread = new(UnreadKind, 0);

    public static readonly Value True = new(ValueKind.Bool, 1);
    public static readonly Value False = new(ValueKind.Bool, 0);

    /// <summary>The optional without a value.</summary>
    public static readonly Value None = new(ValueKind.Optional, 0);

    public ValueKind Kind { get; }

    public static Value Of(bool value) => value ? True : False;
    public static Value Of(long value) => new(ValueKind.Int, value);
    public static Value Of(ulong value) => new(ValueKind.Uint, unchecked((long)value));
    public static Value Of(double value) => new(ValueKind.Double, BitConverter.DoubleToInt64Bits(value));
    public static Value Of(string value) => new(ValueKind.String, 0, value);
    public static Value Of(byte[] value) => new(ValueKind.Bytes, 0, value);
    public static Value Of(IReadOnlyList<Value> items) => new(ValueKind.List, 0, items);
    public static Value Of(IReadOnlyDictionary<Value, Value> entries) => new(ValueKind.Map, 0, entries);
    public static Value Of(Instant time) => new(ValueKind.Timestamp, time.Micros);

    /// <param name="nanoseconds">Beyond the microsecond: 0 to 999.</param>
    public static Value Of(Instant time, int nanoseconds) => new(ValueKind.Timestamp, time.Micros, null, (ushort)nanoseconds);

    /// <summary>A duration. One of more than 64 bits of nanoseconds, 292 years, is cut to that.</summary>
    public static Value Of(Duration duration) => OfNanoseconds(Math.Clamp(duration.Micros, long.MinValue / 1_000, long.MaxValue / 1_000) * 1_000);

    /// <summary>A duration.</summary>
    public static Value OfNanoseconds(long nanoseconds) => new(ValueKind.Duration, nanoseconds);

    public static Value Of(Error error) => new(ValueKind.Error, 0, error);
    public static Value Some(Value content) => new(ValueKind.Optional, 0, content);
    public static Value TypeNamed(string name) => new(ValueKind.Type, 0, name);

    public bool IsNull => Kind == ValueKind.Null;
    public bool IsError => Kind == ValueKind.Error;

    /// <summary>True for the one value <c>true</c>: how a rule's result is read, so that an error counts as false.</summary>
    public bool IsTrue => Kind == ValueKind.Bool && bits != 0;

    internal bool IsUnread => Kind == UnreadKind;
    internal bool IsKnown => Kind < ValueKind.Error;

    // For plans that have looked at the kind already.
    internal double RawDouble => BitConverter.Int64BitsToDouble(bits);
    internal long RawBits => bits;
    internal string RawString => Unsafe.As<string>(reference!);

    // Each of these is defined for its own kind only; asking another kind is misuse.
    public bool AsBool => Kind == ValueKind.Bool ? bits != 0 : throw Misread(ValueKind.Bool);
    public long AsInt => Kind == ValueKind.Int ? bits : throw Misread(ValueKind.Int);
    public ulong AsUint => Kind == ValueKind.Uint ? unchecked((ulong)bits) : throw Misread(ValueKind.Uint);
    public double AsDouble => Kind == ValueKind.Double ? BitConverter.Int64BitsToDouble(bits) : throw Misread(ValueKind.Double);
    public string AsString => Reference<string>(ValueKind.String);
    public byte[] AsBytes => Reference<byte[]>(ValueKind.Bytes);
    public IReadOnlyList<Value> AsList => Reference<IReadOnlyList<Value>>(ValueKind.List);
    public IReadOnlyDictionary<Value, Value> AsMap => Reference<IReadOnlyDictionary<Value, Value>>(ValueKind.Map);

    /// <summary>A timestamp without what is less than a microsecond.</summary>
    public Instant AsTimestamp => Kind == ValueKind.Timestamp ? new(bits) : throw Misread(ValueKind.Timestamp);

    /// <summary>What a timestamp has beyond the microsecond: 0 to 999.</summary>
    public int NanosecondsOfMicrosecond => Kind == ValueKind.Timestamp ? nanoseconds : throw Misread(ValueKind.Timestamp);

    /// <summary>A duration without what is less than a microsecond.</summary>
    public Duration AsDuration => new(AsNanoseconds / 1_000);

    /// <summary>A duration, exactly.</summary>
    public long AsNanoseconds => Kind == ValueKind.Duration ? bits : throw Misread(ValueKind.Duration);

    public string AsTypeName => Reference<string>(ValueKind.Type);
    /// <summary>What an optional holds; null for none.</summary>
    public Value? AsOptional => Kind == ValueKind.Optional ? (Value?)reference : throw Misread(ValueKind.Optional);
    public Error AsError => Reference<Error>(ValueKind.Error);

    public bool Equals(Value other) => Kind == other.Kind && Kind switch
    {
        ValueKind.Double => AsDouble.Equals(other.AsDouble),
        ValueKind.Bytes => AsBytes.AsSpan().SequenceEqual(other.AsBytes),
        ValueKind.List => AsList.SequenceEqual(other.AsList),
        ValueKind.Map => MapsEqual(AsMap, other.AsMap),
        _ => bits == other.bits && nanoseconds == other.nanoseconds && Equals(reference, other.reference),
    };

    public override bool Equals(object? obj) => obj is Value other && Equals(other);

    public override int GetHashCode() => Kind switch
    {
        // Which is one for 0.0 and -0.0, as they are equal.
        ValueKind.Double => HashCode.Combine(Kind, AsDouble.GetHashCode()),
        ValueKind.Bytes => HashCode.Combine(Kind, AsBytes.Length),
        ValueKind.List => HashCode.Combine(Kind, AsList.Count),
        ValueKind.Map => HashCode.Combine(Kind, AsMap.Count),
        _ => HashCode.Combine(Kind, bits, reference),
    };

    public override string ToString() => ValueJson.Text(this);

    private static bool MapsEqual(IReadOnlyDictionary<Value, Value> left, IReadOnlyDictionary<Value, Value> right) =>
        left.Count == right.Count && left.All(entry => right.TryGetValue(entry.Key, out var value) && entry.Value.Equals(value));

    private T Reference<T>(ValueKind kind) where T : class => Kind == kind && reference is T content ? content : throw Misread(kind);

    private InvalidOperationException Misread(ValueKind kind) => new($"A value of kind {Kind} was read as {kind}.");
}
