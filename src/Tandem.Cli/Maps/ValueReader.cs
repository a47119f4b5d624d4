using System.Globalization;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace Tandem.Cli.Maps;

/// <summary>Reads values of a map: constants, texts with <c>{columns}</c>, cells with a type, lots and objects.</summary>
public sealed class ValueReader(TimeZoneInfo zone, List<Problem> problems)
{
    private static readonly string[] Types = ["text", "number", "integer", "boolean", "date"];

    private static readonly ConstantValue Broken = new("");

    /// <param name="purpose">The field's name, for messages and lots.</param>
    public MapValue Read(YamlNode node, string purpose)
    {
        switch (node)
        {
            case YamlScalarNode scalar:
                return Scalar(scalar, purpose);
            case YamlMappingNode mapping when mapping.Children.ContainsKey(new YamlScalarNode("object")):
                var fields = new MapFields(mapping, $"`{purpose}`", problems, "object");
                return Object(fields.Find("object")!, purpose);
            case YamlMappingNode mapping when mapping.Children.ContainsKey(new YamlScalarNode("draw")):
                return Draw(new(mapping, $"`{purpose}`", problems, "draw", "by"), purpose);
            case YamlMappingNode mapping:
                return Cell(new(mapping, $"the value of `{purpose}`", problems, "column", "text", "type", "format", "timeZone", "decimal", "values", "default"), purpose);
            default:
                Report(node, $"`{purpose}` cannot be a list.", "Write a text such as \"{column}\", or { column: NAME, type: number }.");
                return Broken;
        }
    }

    public ObjectValue Object(YamlNode node, string purpose)
    {
        if (node is not YamlMappingNode mapping)
        {
            Report(node, $"`{purpose}` must be names with values.", $"Write for example {purpose}: {{ city: \"{{city}}\" }}.");
            return new([]);
        }
        List<KeyValuePair<string, MapValue>> fields = [];
        foreach (var (key, value) in mapping.Children)
        {
            if (key is YamlScalarNode { Value: { Length: > 0 } name }) fields.Add(new(name, Read(value, name)));
            else Report(key, $"A name in `{purpose}` must be a word.");
        }
        return new(fields);
    }

    public TimeZoneInfo Zone(MapFields fields)
    {
        if (fields.Find("timeZone") is not { } node) return zone;
        var name = fields.TextOf(node, "timeZone", "Write for example Europe/Berlin or UTC.");
        if (name is null) return zone;
        if (TimeZoneInfo.TryFindSystemTimeZoneById(name, out var found)) return found;
        Report(node, $"There is no time zone `{name}` on this machine.", "Write for example Europe/Berlin, America/New_York or UTC.");
        return zone;
    }

    public DateForm Form(MapFields fields)
    {
        var format = fields.Text("format", "Write for example yyyyMMdd, dd.MM.yyyy HH:mm, unix or unixMs.");
        if (format is null) return new(null, Zone(fields));
        // A single letter would be one of .NET's named forms, which nobody means here.
        if (format is not (DateForm.Unix or DateForm.UnixMs) && (format.Length < 2 || !format.AsSpan().ContainsAny("yMd")))
            Report(fields.Find("format")!, $"`{format}` is not the form of a date.", "Write for example yyyyMMdd, dd.MM.yyyy HH:mm, unix or unixMs.");
        return new(format, Zone(fields));
    }

    private MapValue Scalar(YamlScalarNode scalar, string purpose)
    {
        var text = scalar.Value ?? "";
        if (TextTemplate.Looks(text))
        {
            var template = TextTemplate.Parse(text, (int)scalar.Start.Line, (int)scalar.Start.Column, out var problem);
            if (problem is not null) problems.Add(problem);
            return template as MapValue ?? Broken;
        }
        if (Plain(scalar) is { } constant) return new ConstantValue(constant);
        Report(scalar, $"`{purpose}` has no value.", "Write a text such as \"{column}\", a constant, or leave the key out.");
        return Broken;
    }

    /// <summary>YAML's own idea of a scalar: quoted is text; 12, true and null are what they look like.</summary>
    private static object? Plain(YamlScalarNode scalar)
    {
        var text = scalar.Value ?? "";
        if (scalar.Style != ScalarStyle.Plain) return text;
        return text switch
        {
            "" or "~" or "null" => null,
            "true" => true,
            "false" => false,
            _ when double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number) && !char.IsLetter(text[0]) => number,
            _ => text,
        };
    }

    private MapValue Cell(MapFields fields, string purpose)
    {
        var (column, text) = (fields.Find("column"), fields.Find("text"));
        if (column is null == text is null)
        {
            Report(fields.Node, $"`{purpose}` needs either `column` or `text`.", "Write for example { column: spend, type: number } or { text: \"{day} {hour}\", type: date }.");
            return Broken;
        }
        MapValue from = text is not null ? Read(text, "text") : ColumnOf(fields, column!);
        var type = ValueType.Text;
        if (fields.Text("type", $"Write one of {string.Join(", ", Types)}.") is { } name)
        {
            if (Types.Contains(name)) type = Enum.Parse<ValueType>(name, ignoreCase: true);
            else Report(fields.Find("type")!, $"There is no type `{name}`.", Nearest.Hint(name, Types));
        }
        var form = Form(fields);
        if (type != ValueType.Date && (fields.Find("format") ?? fields.Find("timeZone")) is { } stray)
            Report(stray, "`format` and `timeZone` are for dates only.", "Add `type: date`.");
        var point = fields.Text("decimal", "Write \",\" or \".\".") ?? ".";
        if (point is not ("," or ".")) Report(fields.Find("decimal")!, $"`decimal` cannot be `{point}`.", "Write \",\" or \".\".");
        var otherwise = fields.Find("default") is YamlScalarNode given ? Plain(given) : null;
        return new CellValue(from, type, form, point[0], Words(fields), otherwise);
    }

    private MapValue ColumnOf(MapFields fields, YamlNode column)
    {
        if (fields.TextOf(column, "column", "Write the name of a column.") is not { } name) return Broken;
        return new ColumnValue(name, (int)column.Start.Line, (int)column.Start.Column);
    }

    private Dictionary<string, object>? Words(MapFields fields)
    {
        if (fields.Find("values") is not { } node) return null;
        Dictionary<string, object> words = [];
        if (node is not YamlMappingNode mapping)
        {
            Report(node, "`values` must say what to write for which cell.", "Write for example values: { M: male, F: female }.");
            return words;
        }
        foreach (var (key, value) in mapping.Children)
        {
            if (key is YamlScalarNode { Value: { } cell } && value is YamlScalarNode scalar && Plain(scalar) is { } word) words[cell] = word;
            else Report(key, "`values` must say what to write for which cell.", "Write for example values: { M: male, F: female }.");
        }
        return words;
    }

    private MapValue Draw(MapFields fields, string purpose)
    {
        const string example = "Write for example { draw: [Anna, Ben], by: \"{customer}\" } or { draw: [{ value: true, share: 80 }, { share: 20 }], by: \"{customer}\" }.";
        var by = fields.Need("by", example) is { } key ? Read(key, "by") : Broken;
        List<(object?, double)> choices = [];
        if (fields.Find("draw") is not YamlSequenceNode { Children.Count: > 0 } list)
        {
            Report(fields.Find("draw")!, "`draw` must be a list of values.", example);
            return Broken;
        }
        foreach (var item in list)
        {
            if (item is YamlScalarNode scalar)
            {
                choices.Add((Plain(scalar), 1));
                continue;
            }
            if (item is not YamlMappingNode mapping)
            {
                Report(item, "A value of `draw` cannot be a list.", example);
                continue;
            }
            var choice = new MapFields(mapping, "a value of `draw`", problems, "value", "share");
            if (choice.Find("share") is not YamlScalarNode share || Plain(share) is not double weight || weight <= 0)
            {
                Report(mapping, "`share` must be a number above 0.", example);
                continue;
            }
            choices.Add((choice.Find("value") is YamlScalarNode value ? Plain(value) : null, weight));
        }
        return choices.Count == 0 ? Broken : new DrawnValue(by, purpose, choices);
    }

    private void Report(YamlNode at, string message, string? hint = null) =>
        problems.Add(new(message, (int)at.Start.Line, (int)at.Start.Column, hint));
}
