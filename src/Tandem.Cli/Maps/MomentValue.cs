namespace Tandem.Cli.Maps;

/// <summary>
/// When an interaction happened. <c>spread</c> moves it by a part of that length, the same for all interactions of a row
/// and drawn from the row's number, for data that knows the day but not the hour; <c>plus</c> moves it by that length.
/// </summary>
public sealed class MomentValue(MapValue from, DateForm form, TimeSpan spread, TimeSpan plus)
{
    public IEnumerable<ColumnUse> Columns => from.Columns;

    /// <summary>Null with trouble where the row has no usable time.</summary>
    public DateTimeOffset? Read(RowContext row, out string? trouble)
    {
        var reading = from.Read(row);
        trouble = reading.Trouble;
        if (trouble is not null) return null;
        if (reading.Value is null)
        {
            trouble = "it is empty.";
            return null;
        }
        var time = form.Read(Convert.ToString(reading.Value, System.Globalization.CultureInfo.InvariantCulture)!, out trouble);
        if (trouble is not null) return null;
        if (spread > TimeSpan.Zero)
        {
            var lot = Drawn.By(row.Number.ToString(System.Globalization.CultureInfo.InvariantCulture), "spread");
            time = time.AddMilliseconds(Math.Floor(spread.TotalMilliseconds * lot));
        }
        return time + plus;
    }
}
