using Tandem.Engine.States;
using Tandem.Primitives;

namespace Tandem.Engine.Shards;

/// <summary>The numbers that a shard keeps of its customers, by name; summed over shards when read.</summary>
public sealed class Counts
{
    private readonly Dictionary<string, decimal> values = new(StringComparer.Ordinal);
    private readonly HashSet<string> changed = new(StringComparer.Ordinal);

    public decimal this[string name] => values.GetValueOrDefault(name);

    public IReadOnlyDictionary<string, decimal> All => values;

    public void Add(string name, decimal delta)
    {
        if (delta == 0) return;
        var value = values.GetValueOrDefault(name) + delta;
        if (value == 0) values.Remove(name);
        else values[name] = value;
        changed.Add(name);
    }

    /// <summary>Those that changed since <see cref="Committed"/>, in order of name.</summary>
    internal List<CountRow> Changes() => changed.Select(name => new CountRow(name, this[name])).OrderBy(row => row.Name, StringComparer.Ordinal).ToList();

    internal void Committed() => changed.Clear();

    internal void Write(ByteWriter to)
    {
        to.Varint((ulong)values.Count);
        foreach (var (name, value) in values.OrderBy(pair => pair.Key, StringComparer.Ordinal))
        {
            to.Text(name);
            foreach (var part in decimal.GetBits(value)) to.Fixed32((uint)part);
        }
    }

    internal void ReadInto(ref ByteReader from)
    {
        for (var n = from.Count(); n > 0; n--)
        {
            var name = Texts.Shared(from.Text());
            values[name] = new([(int)from.Fixed32(), (int)from.Fixed32(), (int)from.Fixed32(), (int)from.Fixed32()]);
        }
    }
}
