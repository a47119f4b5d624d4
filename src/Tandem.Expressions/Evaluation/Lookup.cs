using Tandem.Expressions.Values;

namespace Tandem.Expressions.Evaluation;

/// <summary>Finds items: <c>list[2]</c>, <c>map["key"]</c>, <c>map.key</c>, <c>x in list</c>. A map's number keys are found by amount: <c>{1: "a"}[1.0]</c>. Of an optional it is an optional, too.</summary>
internal static class Lookup
{
    private static readonly Overloads Index = new("[…]");
    private static readonly Overloads Field = new(".");
    private static readonly Overloads Membership = new("in");

    public static Value At(Value container, Value key, ref Frame frame)
    {
        if (container.IsError) return container;
        if (container is { Kind: ValueKind.Optional, AsOptional: null }) return container;
        if (key.IsError) return key;
        if (!frame.TryRead(key)) return Failures.TooMuchWork;
        return container.Kind switch
        {
            ValueKind.Map => TryGet(container.AsMap, key, out var value) ? value : Failures.KeyNotFound,
            ValueKind.List => InList(container.AsList, key, Failures.IndexOutOfRange),
            ValueKind.Optional => container.AsOptional is { } content ? Optionals.Of(FindAt(content, key, ref frame)) : container,
            _ => Index.Missing(container, key),
        };
    }

    /// <summary>As <see cref="At"/>, but <see cref="Marks.Absent"/> where there is no such key or index.</summary>
    public static Value FindAt(Value container, Value key, ref Frame frame)
    {
        if (container.IsError) return container;
        if (key.IsError) return key;
        if (!frame.TryRead(key)) return Failures.TooMuchWork;
        return container.Kind switch
        {
            ValueKind.Map => TryGet(container.AsMap, key, out var value) ? value : Marks.Absent,
            ValueKind.List => InList(container.AsList, key, Marks.Absent),
            _ => At(container, key, ref frame),
        };
    }

    /// <param name="missing">The error that names the field.</param>
    public static Value Select(Value container, Value field, Value missing) => container.Kind switch
    {
        ValueKind.Map => container.AsMap.TryGetValue(field, out var value) ? value : missing,
        ValueKind.Optional => container.AsOptional is { } content ? Optionals.Of(FindField(content, field)) : container,
        ValueKind.Error => container,
        _ => Field.Missing(container),
    };

    /// <summary>As <see cref="Select"/>, but <see cref="Marks.Absent"/> where there is no such field.</summary>
    public static Value FindField(Value container, Value field) => Select(container, field, Marks.Absent);

    public static Value Has(Value container, Value field) => container.Kind switch
    {
        ValueKind.Map => Value.Of(container.AsMap.ContainsKey(field)),
        ValueKind.Optional => container.AsOptional is { } content ? Has(content, field) : Value.False,
        ValueKind.Error => Marks.IsAbsent(container) ? Value.False : container,
        _ => Field.Missing(container),
    };

    public static Value Contains(Value item, Value container, ref Frame frame)
    {
        if (item.IsError) return item;
        if (container.Kind == ValueKind.Map) return frame.TryRead(item) ? Value.Of(TryGet(container.AsMap, item, out _)) : Failures.TooMuchWork;
        if (container.Kind != ValueKind.List) return Membership.Missing(item, container);
        var list = container.AsList;
        for (var i = 0; i < list.Count; i++)
        {
            if (Equality.Same(item, list[i], ref frame)) return Value.True;
            if (frame.IsExhausted) return Failures.TooMuchWork;
        }
        return Value.False;
    }

    public static bool TryGet(IReadOnlyDictionary<Value, Value> map, Value key, out Value value)
    {
        if (map.TryGetValue(key, out value)) return true;
        return key.Kind switch
        {
            ValueKind.Int => key.AsInt >= 0 && map.TryGetValue(Value.Of((ulong)key.AsInt), out value),
            ValueKind.Uint => key.AsUint <= long.MaxValue && map.TryGetValue(Value.Of((long)key.AsUint), out value),
            ValueKind.Double when WholeNumber(key) is { } whole => TryGet(map, whole, out value),
            _ => false,
        };
    }

    /// <param name="missing">The answer where a whole number is no index of the list.</param>
    private static Value InList(IReadOnlyList<Value> list, Value key, Value missing)
    {
        var index = key.Kind switch
        {
            ValueKind.Int => key.AsInt,
            ValueKind.Uint => key.AsUint <= int.MaxValue ? (long)key.AsUint : -1,
            ValueKind.Double when double.IsInteger(key.AsDouble) => WholeNumber(key) is { Kind: ValueKind.Int } whole ? whole.AsInt : -1,
            _ => (long?)null,
        };
        if (index is not { } at) return Failures.IndexOutOfRange;
        return at >= 0 && at < list.Count ? list[(int)at] : missing;
    }

    private static Value? WholeNumber(Value key)
    {
        const double beyondInt = 9223372036854775808.0;
        var number = key.AsDouble;
        if (Math.Floor(number) != number) return null;
        if (number is >= -beyondInt and < beyondInt) return Value.Of((long)number);
        return number is >= beyondInt and < 2 * beyondInt ? Value.Of((ulong)number) : null;
    }
}
