using System.Collections;
using System.Diagnostics.CodeAnalysis;
using System.Text;
using Tandem.Expressions.Values;
using Tandem.Primitives;

namespace Tandem.Engine.Customers;

/// <summary>
/// A customer's traits, in the order in which they were first set, which is part of the state. They stay in their stored
/// form until one is changed: most interactions read one or two of them, or none. Not thread-safe.
/// </summary>
public sealed class CustomerTraits : IReadOnlyDictionary<string, Trait>
{
    /// <summary>Null as long as what was stored holds.</summary>
    private Dictionary<string, Trait>? traits;

    private ReadOnlyMemory<byte> stored;
    private int storedCount;

    public CustomerTraits() => traits = new(StringComparer.Ordinal);

    private CustomerTraits(int count, ReadOnlyMemory<byte> stored) => (storedCount, this.stored) = (count, stored);

    public int Count => traits?.Count ?? storedCount;

    public IEnumerable<string> Keys => All().Keys;

    public IEnumerable<Trait> Values => All().Values;

    public Trait this[string name]
    {
        get => All()[name];
        set => All()[name] = value;
    }

    public bool ContainsKey(string key) => TryGetValue(key, out _);

    public bool TryGetValue(string key, out Trait value) => traits is null ? TryFind(key, out value) : traits.TryGetValue(key, out value);

    /// <summary>Takes a trait away. A dictionary that had a removal would put the next trait in its place, so it is made anew.</summary>
    public void Remove(string name)
    {
        if (ContainsKey(name)) traits = new(All().Where(known => known.Key != name), StringComparer.Ordinal);
    }

    public IEnumerator<KeyValuePair<string, Trait>> GetEnumerator() => All().GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    internal void Write(ByteWriter to)
    {
        if (traits is null)
        {
            to.Bytes(stored.Span);
            return;
        }
        var (all, value) = (new ByteWriter(), new ByteWriter(64));
        all.Varint((ulong)traits.Count);
        foreach (var (name, trait) in traits)
        {
            all.Text(name);
            all.Varint((ulong)trait.Source);
            all.Signed(trait.At.Micros);
            value.Clear();
            ValueBytes.Write(value, trait.Value);
            all.Bytes(value.Span);
        }
        to.Bytes(all.Span);
    }

    /// <param name="bytes">Those of the traits alone, not changed as long as they are in use.</param>
    internal static CustomerTraits Read(ReadOnlyMemory<byte> bytes) => new(new ByteReader(bytes.Span).Count(), bytes);

    private bool TryFind(string wanted, [MaybeNullWhen(false)] out Trait found)
    {
        var from = new ByteReader(stored.Span);
        for (var n = from.Count(); n > 0; n--)
        {
            var name = from.Bytes();
            if (Is(name, wanted))
            {
                found = ReadTrait(ref from);
                return true;
            }
            from.Varint();
            from.Signed();
            from.Bytes();
        }
        found = default;
        return false;
    }

    private static bool Is(ReadOnlySpan<byte> name, string wanted) =>
        Ascii.IsValid(name) ? Ascii.Equals(name, wanted) : Encoding.UTF8.GetString(name) == wanted;

    private static Trait ReadTrait(ref ByteReader from)
    {
        var (source, at) = ((int)from.Varint(), new Instant(from.Signed()));
        var value = new ByteReader(from.Bytes());
        return new(ValueBytes.Read(ref value), source, at);
    }

    private Dictionary<string, Trait> All()
    {
        if (traits is not null) return traits;
        var all = new Dictionary<string, Trait>(storedCount, StringComparer.Ordinal);
        var from = new ByteReader(stored.Span);
        for (var n = from.Count(); n > 0; n--) all.Add(Texts.Shared(from.Bytes()), ReadTrait(ref from));
        stored = default;
        return traits = all;
    }
}
