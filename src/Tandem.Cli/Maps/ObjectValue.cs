namespace Tandem.Cli.Maps;

/// <summary>Fields under names, in the order of the map. Fields without a value are left out; without any, so is the object.</summary>
public sealed class ObjectValue(IReadOnlyList<KeyValuePair<string, MapValue>> fields) : MapValue
{
    public IReadOnlyList<KeyValuePair<string, MapValue>> Fields => fields;

    public override IEnumerable<ColumnUse> Columns => fields.SelectMany(one => one.Value.Columns);

    public override Reading Read(RowContext row)
    {
        Dictionary<string, object> read = [];
        foreach (var (name, value) in fields)
        {
            var reading = value.Read(row);
            if (reading.Trouble is not null) return Reading.Fail($"`{name}`: {reading.Trouble}");
            if (reading.Value is not null) read[name] = reading.Value;
        }
        return read.Count == 0 ? Reading.Nothing : Reading.Of(read);
    }
}
