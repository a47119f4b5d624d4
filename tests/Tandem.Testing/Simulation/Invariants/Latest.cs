using Tandem.Engine.Interactions;
using Tandem.Expressions.Values;
using Tandem.Primitives;

namespace Tandem.Testing.Simulation.Invariants;

/// <summary>What was said last holds, by the time at which it was said; of two said at once, what came later.</summary>
internal static class Latest
{
    /// <param name="takesAway">Null takes away what it names, as if it had never been said.</param>
    public static void Take<T>(IEnumerable<(string Name, T Value)> said, Instant at, Dictionary<string, (T Value, Instant At)> known, bool takesAway)
    {
        foreach (var (name, value) in said)
        {
            if (known.TryGetValue(name, out var before) && before.At > at) continue;
            if (takesAway && value is Value { IsNull: true }) known.Remove(name);
            else known[name] = (value, at);
        }
    }

    /// <summary>What an interaction's context says of channels.</summary>
    public static IEnumerable<(string Channel, bool Granted)> ConsentsOf(Interaction interaction)
    {
        if (!interaction.Context.AsMap.TryGetValue(Value.Of("consent"), out var consent)) return [];
        return consent.AsMap[Value.Of("categoryPreferences")].AsMap.Select(category => (category.Key.AsString, category.Value.AsBool));
    }
}
