namespace Tandem.Expressions.Facts;

/// <summary>
/// The facts that rules read, each with a slot of its own: rules compiled with one table share what is read of a customer.
/// Grows while rules are compiled, until the first of them is evaluated. Thread-safe.
/// </summary>
public sealed class FactTable
{
    private readonly Lock gate = new();
    private readonly Dictionary<Fact, int> slots = [];
    private volatile Fact[] facts = [];
    private bool isClosed;

    public int Count => facts.Length;

    internal Fact this[int slot] => facts[slot];

    /// <summary>From now on no fact is added, so that those who read them know how many there are.</summary>
    internal int Close()
    {
        lock (gate)
        {
            isClosed = true;
            return facts.Length;
        }
    }

    internal int SlotOf(Fact fact)
    {
        lock (gate)
        {
            if (slots.TryGetValue(fact, out var slot)) return slot;
            if (isClosed) throw new InvalidOperationException("The rules of one table are compiled before any of them is evaluated.");
            slots.Add(fact, facts.Length);
            facts = [.. facts, fact];
            return facts.Length - 1;
        }
    }
}
