namespace Tandem.Expressions.Facts;

/// <summary>
/// The facts that rules read, each with a slot of its own: rules compiled with one table share what is read of a customer.
/// Grows while rules are compiled, never shrinks. Thread-safe.
/// </summary>
public sealed class FactTable
{
    private readonly Lock gate = new();
    private readonly Dictionary<Fact, int> slots = [];
    private volatile Fact[] facts = [];

    public int Count => facts.Length;

    internal Fact this[int slot] => facts[slot];

    internal int SlotOf(Fact fact)
    {
        lock (gate)
        {
            if (slots.TryGetValue(fact, out var slot)) return slot;
            slots.Add(fact, facts.Length);
            facts = [.. facts, fact];
            return facts.Length - 1;
        }
    }
}
