using Tandem.Cli.Maps;
using Tandem.Expressions.Facts;
using Tandem.Expressions.Values;
using Tandem.Primitives;
using YamlDotNet.RepresentationModel;

namespace Tandem.Cli.Evaluating;

/// <summary>Reads what a file says of a customer: <c>customer</c>, <c>account</c>, <c>now</c>, <c>history</c>, <c>event</c>, each of which may be left out.</summary>
/// <param name="clock">Now, where the file does not say.</param>
internal sealed class FactsReader(List<Problem> problems, Instant clock)
{
    public const string Example = "Begin for example with customer: { traits: { country: de } }; docs/rules.md has more.";

    public static readonly string[] Keys = ["customer", "account", "now", "history", "event"];

    private readonly YamlValue values = new(problems);

    public History Read(MapFields file)
    {
        var now = file.Find("now") is { } node ? Moment(node, "`now`", values) ?? clock : clock;
        var events = new EventReader(problems, now);
        var history = values.Items(file.Find("history"), "`history`", "Write for example - { event: Order Completed, ago: 20d }.").Select(events.InHistory).OfType<Value>().ToList();
        var atHand = events.AtHand(file.Find("event"));
        // A journey is looked at when its event has been taken in, so that counts have it, too.
        if (atHand is { } last) history.Add(last);
        var customer = Part(file, "customer", "customer: { traits: { country: de } }", "traits", "identities", "consents", "segments");
        var account = Part(file, "account", "account: { id: acme, traits: { plan: pro } }", "id", "traits");
        return new()
        {
            Traits = Named(customer, "traits", "{ country: de, age: 36 }", value => values.Read(value)),
            Identities = Named(customer, "identities", "{ email: ada@example.com }", Identity),
            Consents = Named(customer, "consents", "{ email: true }", Consent),
            AccountId = account?.Text("id", "Write for example id: acme."),
            AccountTraits = Named(account, "traits", "{ plan: pro }", value => values.Read(value)),
            Segments = values.Items(customer?.Find("segments"), "`segments`", "Write for example segments: [lapsing].")
                .Select(segment => values.Text(segment, "A segment's name", "Write for example segments: [lapsing].")).OfType<string>().ToHashSet(),
            Events = history,
            Event = atHand,
            Now = now,
        };
    }

    /// <summary>A moment; null, with a problem, for what is none.</summary>
    public static Instant? Moment(YamlNode node, string what, YamlValue values)
    {
        const string hint = "Write for example 2026-11-22T10:00:00Z, or 2026-11-22 for its first moment.";
        if (values.Text(node, what, hint) is not { } text) return null;
        if (Instant.TryParse(text, out var time)) return time;
        values.Report(node, $"`{text}` is no moment.", hint);
        return null;
    }

    private MapFields? Part(MapFields file, string key, string example, params string[] known)
    {
        switch (file.Find(key))
        {
            case null: return null;
            case YamlMappingNode node: return new(node, $"`{key}`", problems, known);
            case { } other:
                values.Report(other, $"`{key}` must be keys with values.", $"Write for example {example}.");
                return null;
        }
    }

    private Dictionary<string, T> Named<T>(MapFields? fields, string key, string example, Func<YamlNode, T> read) =>
        values.Entries(fields?.Find(key), $"`{key}`", $"Write for example {key}: {example}.").ToDictionary(entry => entry.Name, entry => read(entry.Value));

    /// <summary>A text, or a list of which rules read the first.</summary>
    private string Identity(YamlNode node)
    {
        const string hint = "Write for example email: ada@example.com.";
        var first = node is YamlSequenceNode { Children: [var one, ..] } ? one : node;
        return values.Text(first, "An identity", hint) ?? "";
    }

    private bool Consent(YamlNode node)
    {
        var value = values.Read(node);
        if (value.Kind != ValueKind.Bool) values.Report(node, "A consent is true (granted) or false (withdrawn).", "Leave out a channel whose consent was never asked for.");
        return value.IsTrue;
    }
}
