using System.Text.Json;
using Tandem.Expressions.Values;

namespace Tandem.Server.Audiences;

/// <summary>Counts names with their values. Not thread-safe.</summary>
internal sealed class NameTally
{
    /// <summary>So many values are shown, and so many are told apart while counting.</summary>
    private const int MostShown = 20, MostCounted = 500;

    /// <summary>A longer text is no value that anybody would choose from a list.</summary>
    private const int LongestValue = 100;

    private readonly Dictionary<string, Seen> names = new(StringComparer.Ordinal);

    public void Add(string name, Value value)
    {
        if (!names.TryGetValue(name, out var seen)) names[name] = seen = new();
        seen.Count++;
        seen.Kinds.Add(KindOf(value));
        if (!IsChoice(value)) seen.HasMore = true;
        else if (seen.Values.TryGetValue(value, out var times)) seen.Values[value] = times + 1;
        else if (seen.Values.Count < MostCounted) seen.Values[value] = 1;
        else seen.HasMore = true;
    }

    /// <summary>Most frequent first.</summary>
    /// <param name="of">How many could have had each.</param>
    public IReadOnlyList<KnownNameModel> Show(int of) =>
        [.. names.OrderByDescending(name => name.Value.Count).ThenBy(name => name.Key, StringComparer.Ordinal).Select(name => Show(name.Key, name.Value, of))];

    private static KnownNameModel Show(string name, Seen seen, int of)
    {
        var values = seen.Values.OrderByDescending(value => value.Value).ThenBy(value => ValueJson.Text(value.Key), StringComparer.Ordinal).Take(MostShown).ToList();
        var isComplete = !seen.HasMore && seen.Values.Count <= MostShown;
        // Where there are many values and hardly one comes twice, such as addresses, none is worth choosing.
        if (!isComplete && values.Count > 0 && values[0].Value <= Math.Max(1, seen.Count / 100)) values = [];
        return new(
            name, seen.Kinds.Count == 1 ? seen.Kinds.Single() : "mixed", Share(seen.Count, of),
            [.. values.Select(value => new KnownValueModel(JsonElement.Parse(ValueJson.Text(value.Key)), Share(value.Value, seen.Count)))], isComplete);
    }

    private static double Share(int count, int of) => of == 0 ? 0 : Math.Round((double)count / of, 4);

    private static bool IsChoice(Value value) => value.Kind switch
    {
        ValueKind.String => value.AsString.Length <= LongestValue,
        ValueKind.Bool or ValueKind.Double or ValueKind.Int or ValueKind.Uint => true,
        _ => false,
    };

    private static string KindOf(Value value) => value.Kind switch
    {
        ValueKind.String => "string",
        ValueKind.Bool => "bool",
        ValueKind.Double or ValueKind.Int or ValueKind.Uint => "number",
        ValueKind.List => "list",
        ValueKind.Map => "map",
        _ => "null",
    };

    private sealed class Seen
    {
        public int Count { get; set; }

        /// <summary>Whether there are values besides those that were counted.</summary>
        public bool HasMore { get; set; }

        public HashSet<string> Kinds { get; } = [];

        public Dictionary<Value, int> Values { get; } = [];
    }
}
