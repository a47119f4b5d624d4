using Tandem.Cli.Maps;
using Tandem.Expressions.Values;
using Tandem.Primitives;
using YamlDotNet.RepresentationModel;

namespace Tandem.Cli.Evaluating;

/// <summary>Reads what happened: <c>{ event: Order Completed, ago: 20d, properties: { total: 40.50 } }</c>.</summary>
internal sealed class EventReader(List<Problem> problems, Instant now)
{
    private const string Example = "Write for example - { event: Order Completed, ago: 20d }.";
    private const string ExampleAtHand = "Write for example event: { name: Order Completed, properties: { total: 40.50 } }.";

    private static readonly string[] Types = ["track", "page", "screen"];

    private readonly YamlValue values = new(problems);

    /// <summary>One of the history; null, with a problem, where it cannot be read.</summary>
    public Value? InHistory(YamlNode node, int place)
    {
        if (node is not YamlMappingNode mapping)
        {
            values.Report(node, "An event of the history must be keys with values.", Example);
            return null;
        }
        var fields = new MapFields(mapping, "an event of the history", problems, "event", "type", "ago", "at", "properties", "context");
        if (fields.Find("ago") is null && fields.Find("at") is null) values.Report(node, "When did it happen? `ago` and `at` are missing.", Example);
        return Read(fields, "event", $"event-{place}", Example);
    }

    /// <summary>The one at hand, now where it does not say when.</summary>
    public Value? AtHand(YamlNode? node)
    {
        if (node is null) return null;
        if (node is YamlMappingNode mapping) return Read(new(mapping, "`event`", problems, "name", "type", "ago", "at", "properties", "traits", "context", "messageId"), "name", "event-at-hand", ExampleAtHand);
        values.Report(node, "`event` must be keys with values.", ExampleAtHand);
        return null;
    }

    private Value? Read(MapFields fields, string nameKey, string messageId, string example)
    {
        if (fields.Need(nameKey, example) is not { } nameNode || values.Text(nameNode, $"`{nameKey}`", example) is not { } name) return null;
        var type = fields.Find("type") is { } typeNode ? values.Text(typeNode, "`type`", "Write track, page or screen.") ?? "" : "track";
        if (type.Length > 0 && !Types.Contains(type)) values.Report(fields.Find("type")!, $"There is no type `{type}`.", Nearest.Hint(type, Types));
        return EventValue.Of(type, name, Time(fields), fields.Text("messageId", "Write a text.") ?? messageId, Parts(fields, "properties"), Parts(fields, "traits"), Parts(fields, "context"));
    }

    private Value Parts(MapFields fields, string key) =>
        Value.Of(values.Entries(fields.Find(key), $"`{key}`", $"Write for example {key}: {{ total: 40.50 }}.").ToDictionary(entry => Value.Of(entry.Name), entry => values.Read(entry.Value)));

    private Instant Time(MapFields fields)
    {
        switch (fields.Find("ago"), fields.Find("at"))
        {
            case (null, null):
                return now;
            case ({ } ago, null):
                if (values.Text(ago, "`ago`", LengthHint) is not { } length) return now;
                if (Duration.TryParse(length, out var duration)) return now - duration;
                values.Report(ago, $"`{length}` is no length of time.", LengthHint);
                return now;
            case (null, { } at):
                if (FactsReader.Moment(at, "`at`", values) is not { } time) return now;
                if (time > now) values.Report(at, $"`at` is later than now, which is {now}.", "History is what has happened.");
                return time;
            case ({ } ago, _):
                values.Report(ago, "`ago` and `at` stand here together.", "Keep one of them.");
                return now;
        }
    }

    private const string LengthHint = "Write for example 20d, 12h or 1d12h (w d h m s).";
}
