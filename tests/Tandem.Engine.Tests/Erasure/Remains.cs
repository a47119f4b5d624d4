using System.Text;
using Tandem.Testing;

namespace Tandem.Engine.Tests.Erasure;

/// <summary>What is left of somebody in a world, to the byte.</summary>
internal static class Remains
{
    /// <summary>Where any of these texts stands: in the journal, the stored states and all beside them, or the outbox.</summary>
    public static List<string> Traces(this World world, params string[] texts)
    {
        var found = new List<string>();
        foreach (var text in texts)
        {
            var bytes = Encoding.UTF8.GetBytes(text);
            foreach (var entry in world.Store.Read(default))
                if (entry.Payload.Span.IndexOf(bytes) >= 0) found.Add($"{text} in entry {entry.Position}, {entry.Kind}");
            foreach (var row in world.States())
                if (row.Work.Span.IndexOf(bytes) >= 0) found.Add($"{text} in the state {row.Id}");
            foreach (var id in world.Store.LoadIds(default, int.MaxValue))
                foreach (var chunk in world.Store.LoadTimeline(id, int.MaxValue, int.MaxValue))
                    if (chunk.Bytes.Span.IndexOf(bytes) >= 0) found.Add($"{text} in the timeline of {id}");
            foreach (var (number, effect) in world.Store.Read(0, int.MaxValue))
                if (effect.Payload.Span.IndexOf(bytes) >= 0) found.Add($"{text} in the effect {number}");
            found.AddRange(world.Store.SearchIdentities(text, 10).Select(row => $"{row.Identity} names {row.Owner}"));
        }
        return found;
    }

    /// <summary>The stored states of all but some, as text.</summary>
    public static List<string> Others(this World world, params IEnumerable<Tandem.Primitives.EntityId> but) =>
        [.. world.States().Where(row => !but.Contains(row.Id)).Select(row => $"{row.Id} {Convert.ToHexString(row.Work.Span)}")];
}
