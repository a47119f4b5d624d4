using System.Diagnostics.CodeAnalysis;
using Tandem.Cli.Csv;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace Tandem.Cli.Maps;

/// <summary>Reads a map file. All problems are told at once, each with its place in the file.</summary>
public sealed class MapReader
{
    private static readonly string[] InteractionTypes = ["identify", "track", "page", "screen", "group", "alias"];

    private static readonly string[] SharedKeys = ["userId", "anonymousId", "externalIds", "timestamp", "context", "consent"];

    private static readonly string[] InteractionKeys = ["type", "event", "name", "previousId", "groupId", "when", "once", "traits", "properties", .. SharedKeys];

    private readonly List<Problem> problems = [];

    private MapReader()
    {
    }

    public static bool TryRead(string text, [NotNullWhen(true)] out ImportMap? map, out IReadOnlyList<Problem> problems)
    {
        var reader = new MapReader();
        map = reader.Read(text);
        problems = [.. reader.problems.Distinct().OrderBy(problem => problem.Line).ThenBy(problem => problem.Column)];
        if (problems.Count > 0) map = null;
        return map is not null;
    }

    private ImportMap? Read(string text)
    {
        var yaml = new YamlStream();
        try
        {
            yaml.Load(new StringReader(text));
        }
        catch (YamlException wrong)
        {
            problems.Add(new($"This is not YAML: {wrong.InnerException?.Message ?? wrong.Message}", (int)wrong.Start.Line, (int)wrong.Start.Column));
            return null;
        }
        if (yaml.Documents.Count != 1 || yaml.Documents[0].RootNode is not YamlMappingNode root)
        {
            problems.Add(new("A map is one YAML document of keys with values.", 1, 1, "Start with `interactions:`; docs/import.md has examples."));
            return null;
        }

        var fields = new MapFields(root, "a map", problems, "title", "description", "file", "timeZone", "historical", "common", "interactions");
        var zone = new ValueReader(TimeZoneInfo.Utc, problems).Zone(fields);
        var values = new ValueReader(zone, problems);
        var historical = fields.Bool("historical", otherwise: false);
        var common = fields.Find("common") switch
        {
            null => null,
            YamlMappingNode node => new MapFields(node, "`common`", problems, SharedKeys),
            { } other => Wrong(other, "`common` must be keys with values.", "Write for example common: { userId: \"{customer}\" }."),
        };
        List<InteractionMap> interactions = [];
        switch (fields.Need("interactions", "A map needs at least one interaction; docs/import.md has examples."))
        {
            case YamlSequenceNode { Children.Count: > 0 } list:
                foreach (var item in list)
                    if (item is YamlMappingNode node) interactions.Add(Interaction(new(node, "an interaction", problems, InteractionKeys), common, values, historical));
                    else Wrong(item, "An interaction must be keys with values.", "Write for example - type: identify.");
                break;
            case { } other:
                Wrong(other, "`interactions` must be a list with at least one interaction.", "Write for example - type: identify.");
                break;
        }
        return new() { Title = fields.Text("title", "Write a short name."), Dialect = Dialect(fields), Historical = historical, Interactions = interactions };
    }

    private CsvDialect Dialect(MapFields map)
    {
        if (map.Find("file") is not { } node) return CsvDialect.Default;
        if (node is not YamlMappingNode mapping)
        {
            Wrong(node, "`file` must be keys with values.", "Write for example file: { separator: \";\" }.");
            return CsvDialect.Default;
        }
        var fields = new MapFields(mapping, "`file`", problems, "separator", "columns");
        const string hint = "Write \",\" or \";\" or \"|\" (one character), tab, or spaces.";
        char? separator = ',';
        switch (fields.Text("separator", hint))
        {
            case null: break;
            case "tab": separator = '\t'; break;
            case "spaces": separator = null; break;
            case { Length: 1 } one when one[0] is not ('"' or '\n' or '\r'): separator = one[0]; break;
            case { } other: Wrong(fields.Find("separator")!, $"`separator` cannot be `{other}`.", hint); break;
        }
        List<string>? columns = null;
        switch (fields.Find("columns"))
        {
            case null: break;
            case YamlSequenceNode { Children.Count: > 0 } list when list.All(item => item is YamlScalarNode { Value.Length: > 0 }):
                columns = [.. list.Select(item => ((YamlScalarNode)item).Value!)];
                if (columns.Distinct(StringComparer.Ordinal).Count() < columns.Count) Wrong(list, "`columns` has a name twice.");
                break;
            case { } other: Wrong(other, "`columns` must be a list of names, for a file without a header line.", "Write for example columns: [customer, date, total]."); break;
        }
        return new(separator, columns);
    }

    private InteractionMap Interaction(MapFields fields, MapFields? common, ValueReader values, bool historical)
    {
        var type = "";
        if (fields.Need("type", $"Write one of {string.Join(", ", InteractionTypes)}.") is { } typeNode)
        {
            type = fields.TextOf(typeNode, "type", $"Write one of {string.Join(", ", InteractionTypes)}.") ?? "";
            if (type.Length > 0 && !InteractionTypes.Contains(type)) Wrong(typeNode, $"There is no type `{type}`.", Nearest.Hint(type, InteractionTypes));
        }
        YamlNode? Shared(string key) => fields.Find(key) ?? common?.Find(key);
        MapValue? Value(YamlNode? node, string key) => node is null ? null : values.Read(node, key);
        ObjectValue? Object(YamlNode? node, string key) => node is null ? null : values.Object(node, key);
        MapValue? Needed(string of, string key, string hint) =>
            type == of ? Value(fields.Need(key, hint), key) : Value(Stray(fields, key, of), key);

        var (user, anonymous) = (Value(Shared("userId"), "userId"), Value(Shared("anonymousId"), "anonymousId"));
        var external = ExternalIds(Shared("externalIds"), values);
        if (user is null && anonymous is null && external.Count == 0)
            Wrong(fields.Node, "The interaction says of nobody.", "Add `userId: \"{column}\"` or `anonymousId`, here or in `common`.");
        var timestamp = Shared("timestamp") is { } time ? Moment(time, values) : null;
        if (timestamp is null && historical && Shared("timestamp") is null)
            Wrong(fields.Node, "`timestamp` is missing; the past has dates.", "Add `timestamp: \"{column}\"`, here or in `common`, or leave out `historical`.");
        if (type is not ("page" or "screen") && fields.Find("name") is { } name) Wrong(name, "`name` belongs to a page or a screen.", "A track has `event`.");
        if (type is "identify" or "group" && fields.Find("properties") is { } properties) Wrong(properties, $"A {type} has `traits`, no `properties`.");
        if (type is "track" or "page" or "screen" or "alias" && fields.Find("traits") is { } traits) Wrong(traits, $"A {type} has `properties`, no `traits`.");

        return new()
        {
            Type = type,
            UserId = user,
            AnonymousId = anonymous,
            ExternalIds = external,
            Event = Needed("track", "event", "Write for example event: Order Completed."),
            GroupId = Needed("group", "groupId", "Write for example groupId: \"{company}\"."),
            PreviousId = Needed("alias", "previousId", "Write for example previousId: \"{old_id}\"."),
            Name = Value(fields.Find("name"), "name"),
            Timestamp = timestamp,
            When = fields.Find("when") is { } when ? ReadCondition(fields, when) : null,
            Once = fields.Bool("once", otherwise: false),
            Traits = Object(fields.Find("traits"), "traits"),
            Properties = Object(fields.Find("properties"), "properties"),
            Context = Object(Shared("context"), "context"),
            Consent = Object(Shared("consent"), "consent"),
        };
    }

    private YamlNode? Stray(MapFields fields, string key, string of)
    {
        if (fields.Find(key) is { } stray) Wrong(stray, $"`{key}` belongs to an interaction of type {of}.");
        return null;
    }

    private Condition? ReadCondition(MapFields fields, YamlNode node)
    {
        if (fields.TextOf(node, "when", "Write for example when: visit == 1.") is not { } text) return null;
        var condition = Condition.Parse(text, (int)node.Start.Line, (int)node.Start.Column, out var problem);
        if (problem is not null) problems.Add(problem);
        return condition;
    }

    private MomentValue Moment(YamlNode node, ValueReader values)
    {
        if (node is not YamlMappingNode mapping) return new(values.Read(node, "timestamp"), new(null, values.Zone(Empty)), TimeSpan.Zero, TimeSpan.Zero);
        const string example = "Write for example timestamp: { column: date, format: yyyyMMdd, spread: 24h }.";
        var fields = new MapFields(mapping, "`timestamp`", problems, "column", "text", "format", "timeZone", "spread", "plus");
        MapValue from = new ConstantValue("");
        switch (fields.Find("column"), fields.Find("text"))
        {
            case (YamlScalarNode { Value: { Length: > 0 } name } column, null):
                from = new ColumnValue(name, (int)column.Start.Line, (int)column.Start.Column);
                break;
            case (null, { } text): from = values.Read(text, "text"); break;
            default: Wrong(node, "`timestamp` needs either `column` or `text`.", example); break;
        }
        return new(from, values.Form(fields), fields.Length("spread"), fields.Length("plus"));
    }

    private MapFields Empty => new([], "nothing", problems);

    private List<(MapValue, MapValue)> ExternalIds(YamlNode? node, ValueReader values)
    {
        const string example = "Write for example externalIds: [{ type: loyaltyCard, id: \"{card}\" }].";
        List<(MapValue, MapValue)> ids = [];
        if (node is null) return ids;
        if (node is not YamlSequenceNode list)
        {
            Wrong(node, "`externalIds` must be a list.", example);
            return ids;
        }
        foreach (var item in list)
        {
            if (item is not YamlMappingNode mapping)
            {
                Wrong(item, "An external id needs `type` and `id`.", example);
                continue;
            }
            var fields = new MapFields(mapping, "an external id", problems, "type", "id");
            if (fields.Need("type", example) is { } type && fields.Need("id", example) is { } id) ids.Add((values.Read(type, "type"), values.Read(id, "id")));
        }
        return ids;
    }

    private MapFields? Wrong(YamlNode at, string message, string? hint = null)
    {
        problems.Add(new(message, (int)at.Start.Line, (int)at.Start.Column, hint));
        return null;
    }
}
