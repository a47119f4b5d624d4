using System.Globalization;
using Tandem.Primitives;

namespace Tandem.Server.Customers;

/// <summary>Where an item stands in a history; it stays, though more comes. As text it is the item's id.</summary>
/// <param name="Position">Of the entry in the journal.</param>
/// <param name="Ordinal">Among the items of the same position and part, the newest first.</param>
/// <param name="Part">0 for the customer's own, from 1 on for those of customers who turned out to be the same.</param>
internal readonly record struct TimelinePlace(Position Position, int Ordinal, int Part)
{
    /// <returns>Null where it is no id of an item.</returns>
    public static TimelinePlace? Parse(string id)
    {
        var numbers = id.Split('-');
        if (numbers.Length is not (2 or 3) || !long.TryParse(numbers[0], NumberStyles.None, CultureInfo.InvariantCulture, out var position)) return null;
        if (!int.TryParse(numbers[1], NumberStyles.None, CultureInfo.InvariantCulture, out var ordinal)) return null;
        var part = 0;
        if (numbers.Length == 3 && !int.TryParse(numbers[2], NumberStyles.None, CultureInfo.InvariantCulture, out part)) return null;
        return new(new(position), ordinal, part);
    }

    public override string ToString() => Part == 0 ? $"{Position}-{Ordinal}" : $"{Position}-{Ordinal}-{Part}";
}
