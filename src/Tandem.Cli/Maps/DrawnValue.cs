namespace Tandem.Cli.Maps;

/// <summary>One of several values, by lot: always the same one for the same key. For data that is made up, and says so.</summary>
/// <param name="purpose">The field's name, so that two fields of the same key draw apart from each other.</param>
/// <param name="choices">Each with its share; a null value leaves the field out.</param>
public sealed class DrawnValue(MapValue by, string purpose, IReadOnlyList<(object? Value, double Share)> choices) : MapValue
{
    private readonly double total = choices.Sum(choice => choice.Share);

    public override IEnumerable<ColumnUse> Columns => by.Columns;

    public override Reading Read(RowContext row)
    {
        var key = by.Read(row);
        if (key.Trouble is not null) return key;
        var lot = Drawn.By(key.Value?.ToString() ?? "", purpose) * total;
        foreach (var (value, share) in choices)
        {
            lot -= share;
            if (lot < 0) return value is null ? Reading.Nothing : Reading.Of(value);
        }
        return choices[^1].Value is { } last ? Reading.Of(last) : Reading.Nothing;
    }
}
