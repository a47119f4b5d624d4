namespace Tandem.Cli.Maps;

/// <summary>The same in every row.</summary>
public sealed class ConstantValue(object value) : MapValue
{
    public object Value => value;

    public override Reading Read(RowContext row) => Reading.Of(value);
}
