using Tandem.Expressions.Values;

namespace Tandem.Expressions.Types;

/// <summary>
/// What is known about a value before it is there. Checking is gradual: where nothing is known the type is
/// <see cref="Dyn"/>, which fits everywhere, and the evaluation decides.
/// </summary>
/// <param name="Kind">Null for <c>dyn</c>.</param>
/// <param name="Element">Of a list its items, of a map its values, of an optional what it holds.</param>
/// <param name="Key">Of a map.</param>
public sealed record RuleType(ValueKind? Kind, RuleType? Element = null, RuleType? Key = null)
{
    public static readonly RuleType Dyn = new((ValueKind?)null);
    public static readonly RuleType Null = new(ValueKind.Null);
    public static readonly RuleType Bool = new(ValueKind.Bool);
    public static readonly RuleType Int = new(ValueKind.Int);
    public static readonly RuleType Uint = new(ValueKind.Uint);
    public static readonly RuleType Double = new(ValueKind.Double);
    public static readonly RuleType String = new(ValueKind.String);
    public static readonly RuleType Bytes = new(ValueKind.Bytes);
    public static readonly RuleType Timestamp = new(ValueKind.Timestamp);
    public static readonly RuleType Duration = new(ValueKind.Duration);
    public static readonly RuleType Type = new(ValueKind.Type);
    public static readonly RuleType AnyList = ListOf(Dyn);
    public static readonly RuleType AnyMap = MapOf(Dyn, Dyn);
    public static readonly RuleType AnyOptional = OptionalOf(Dyn);

    /// <summary>As <see cref="Dyn"/>, but of what is not there (the items of an empty list), so that it becomes whatever it is joined with.</summary>
    internal static readonly RuleType Open = new((ValueKind?)null) { IsOpen = true };

    /// <summary>As <see cref="Dyn"/>, but of what was sent as JSON, in which every number is a double.</summary>
    internal static readonly RuleType Data = new((ValueKind?)null) { IsData = true };

    /// <summary>An interaction: a map of whose fields some are known.</summary>
    public static readonly RuleType Event = MapOf(String, Data) with { IsEvent = true };

    public static RuleType ListOf(RuleType element) => new(ValueKind.List, element);

    public static RuleType MapOf(RuleType key, RuleType value) => new(ValueKind.Map, value, key);

    public static RuleType OptionalOf(RuleType content) => new(ValueKind.Optional, content);

    public bool IsEvent { get; private init; }

    public bool IsDyn => Kind is null;

    private bool IsOpen { get; init; }

    internal bool IsData { get; private init; }

    public bool IsNumber => Kind is ValueKind.Int or ValueKind.Uint or ValueKind.Double;

    /// <summary>Whether a value of this type may be one of that type too.</summary>
    public bool Fits(RuleType other) =>
        IsDyn || other.IsDyn || (Kind == other.Kind && (Element is null || Element.Fits(other.Element!)) && (Key is null || Key.Fits(other.Key!)));

    /// <summary>As <see cref="Fits"/>, but numbers of all kinds fit each other, as they do in comparisons.</summary>
    public bool Compares(RuleType other) =>
        Fits(other) || (IsNumber && other.IsNumber)
        || (Kind == other.Kind && Element is not null && Element.Compares(other.Element!) && (Key is null || Key.Compares(other.Key!)));

    /// <summary>The narrowest type that both fit; null goes with times and optionals.</summary>
    public RuleType Join(RuleType other)
    {
        if (this == other || other.IsOpen) return this;
        if (IsOpen || (this == Null && other.IsNullable)) return other;
        if (other == Null && IsNullable) return this;
        if (Kind is null || Kind != other.Kind || Element is null) return Dyn;
        return new RuleType(Kind, Element.Join(other.Element!), Key?.Join(other.Key!));
    }

    /// <summary>What a field or an item of a value of this type is.</summary>
    internal RuleType Inner => Element ?? (IsData ? Data : Dyn);

    /// <summary>The type as it is shown: what stayed open is <see cref="Dyn"/>.</summary>
    internal RuleType Closed() => IsOpen ? Dyn : Element is null ? this : this with { Element = Element.Closed(), Key = Key?.Closed() };

    private bool IsNullable => Kind is ValueKind.Timestamp or ValueKind.Duration or ValueKind.Optional;

    public override string ToString() => Kind switch
    {
        null => "dyn",
        _ when IsEvent => "event",
        ValueKind.List => $"list({Element})",
        ValueKind.Map => $"map({Key}, {Element})",
        ValueKind.Optional => $"optional_type({Element})",
        { } kind => TypeNames.ShortOf(kind),
    };
}
