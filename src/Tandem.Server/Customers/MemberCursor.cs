using System.Globalization;
using Tandem.Primitives;

namespace Tandem.Server.Customers;

/// <summary>A place in an account's members in the order in which they joined: when, then the id.</summary>
/// <param name="Id">The id that joined; may be one that was merged since.</param>
public readonly record struct MemberCursor(Instant Since, EntityId Id) : IComparable<MemberCursor>
{
    /// <summary>Before everybody.</summary>
    private static readonly MemberCursor Start = new(new(long.MinValue), default);

    /// <returns>The start of the list where there is no text; null where it is not a cursor.</returns>
    public static MemberCursor? Parse(string? text)
    {
        if (string.IsNullOrEmpty(text)) return Start;
        var dot = text.IndexOf('.', StringComparison.Ordinal);
        return dot > 0 && long.TryParse(text.AsSpan(0, dot), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var micros) && EntityId.TryParse(text.AsSpan(dot + 1), out var id)
            ? new MemberCursor(new(micros), id)
            : null;
    }

    public int CompareTo(MemberCursor other) => Since != other.Since ? Since.CompareTo(other.Since) : Id.CompareTo(other.Id);

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Since.Micros}.{Id}");
}
