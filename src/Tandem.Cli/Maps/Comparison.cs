using System.Globalization;

namespace Tandem.Cli.Maps;

/// <summary>One comparison of a column: <c>visit == 1</c>, <c>segment != "No E-Mail"</c>, <c>email is not empty</c>.</summary>
/// <param name="Operator"><c>== != &lt; &lt;= &gt; &gt;= empty filled</c>.</param>
/// <param name="Text">What the cell is compared with; a number where <paramref name="Number"/> is set.</param>
public sealed record Comparison(string Column, string Operator, string Text, double? Number)
{
    public bool Holds(RowContext row)
    {
        var cell = row.Cell(Column);
        if (Operator == "empty") return cell.Length == 0;
        if (Operator == "filled") return cell.Length > 0;
        int order;
        if (Number is { } wanted)
        {
            // A cell that is no number is different from every number, and neither smaller nor greater.
            if (!double.TryParse(cell, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)) return Operator == "!=";
            order = number.CompareTo(wanted);
        }
        else
        {
            order = string.CompareOrdinal(cell, Text);
        }
        return Operator switch
        {
            "==" => order == 0,
            "!=" => order != 0,
            "<" => order < 0,
            "<=" => order <= 0,
            ">" => order > 0,
            _ => order >= 0,
        };
    }
}
