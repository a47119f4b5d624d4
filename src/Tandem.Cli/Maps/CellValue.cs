using System.Globalization;

namespace Tandem.Cli.Maps;

/// <summary>A cell, or a text made from cells, read as a type. An empty one gives <paramref name="whenEmpty"/>, or nothing.</summary>
/// <param name="words">What to write for which cell, e.g. <c>"No E-Mail": control</c>; null: the cell itself.</param>
public sealed class CellValue(
    MapValue from, ValueType type, DateForm date, char decimalPoint, IReadOnlyDictionary<string, object>? words, object? whenEmpty) : MapValue
{
    public override IEnumerable<ColumnUse> Columns => from.Columns;

    public override Reading Read(RowContext row)
    {
        var reading = from.Read(row);
        if (reading.Trouble is not null) return reading;
        if (reading.Value is not string text || text.Length == 0) return whenEmpty is null ? Reading.Nothing : Reading.Of(whenEmpty);
        if (words is not null)
        {
            return words.TryGetValue(text, out var word)
                ? Reading.Of(word)
                : Reading.Fail($"`{text}` is none of the map's values {string.Join(", ", words.Keys.Select(key => $"`{key}`"))}.");
        }
        return type switch
        {
            ValueType.Text => Reading.Of(text),
            ValueType.Integer => Integer(text),
            ValueType.Number => Number(text),
            ValueType.Boolean => Boolean(text),
            _ => Date(text),
        };
    }

    private static Reading Integer(string text) =>
        long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)
            ? Reading.Of(number)
            : Reading.Fail($"`{text}` is not an integer such as 42.");

    private static Reading Boolean(string text) => text.ToLowerInvariant() switch
    {
        "1" or "true" or "yes" or "y" => Reading.Of(true),
        "0" or "false" or "no" or "n" => Reading.Of(false),
        _ => Reading.Fail($"`{text}` is not a boolean: 1 or 0, true or false, yes or no, y or n."),
    };

    private Reading Number(string text)
    {
        var plain = decimalPoint == ',' ? text.Replace(".", "").Replace(',', '.') : text.Replace(",", "");
        return double.TryParse(plain, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent, CultureInfo.InvariantCulture, out var number)
            && double.IsFinite(number)
            ? Reading.Of(number)
            : Reading.Fail($"`{text}` is not a number such as {(decimalPoint == ',' ? "42,5" : "42.5")}.");
    }

    private Reading Date(string text)
    {
        var time = date.Read(text, out var trouble);
        return trouble is null ? Reading.Of(date.Write(time)) : Reading.Fail(trouble);
    }
}
