using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Tandem.Expressions.Values;

namespace Tandem.Expressions.Facts;

/// <summary>
/// What rules may know: one customer, perhaps one interaction, and the moment. A host derives from it and answers
/// <see cref="Read"/>; every fact is asked for when a rule first needs it and kept until <see cref="Forget"/>, so that a
/// thousand rules over one customer read a trait once. Not thread-safe.
/// </summary>
public abstract class FactSource
{
    private FactTable? table;
    private Value[] values = [];
    private int[] known = [];
    private int knownCount;

    /// <summary>What the evaluation under way may still do.</summary>
    internal long WorkLeft { get; set; }

    /// <summary>Whether the evaluation under way met an error, which need not be its outcome.</summary>
    internal bool MetError { get; set; }

    /// <summary>
    /// Reads a fact from where the host keeps it. What is missing is an error value with the code <c>no_such_key</c>, so
    /// that <c>has()</c> and the truth tables work. Must not throw for what data can do.
    /// </summary>
    protected abstract Value Read(Fact fact);

    /// <summary>To be called when the customer, the interaction or the moment is another.</summary>
    protected void Forget()
    {
        foreach (var slot in known.AsSpan(0, knownCount)) values[slot] = Value.Unread;
        knownCount = 0;
    }

    /// <summary>Makes ready for an evaluation over the facts of a table.</summary>
    /// <returns>The first of its values: <see cref="Value.Unread"/> where nobody asked yet.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal ref Value Begin(FactTable to, long work)
    {
        if (table != to) Rearrange(to);
        WorkLeft = work;
        return ref MemoryMarshal.GetArrayDataReference(values);
    }

    /// <summary>A test came upon an error: what it tests neither holds nor fails.</summary>
    internal bool Met(in Value error) => !(MetError = error.IsError);

    internal ref readonly Value At(int slot)
    {
        ref var value = ref values[slot];
        if (value.IsUnread) Load(slot);
        return ref value;
    }

    private void Load(int slot)
    {
        known[knownCount++] = slot;
        values[slot] = Read((table ?? throw new InvalidOperationException("Facts were read outside an evaluation."))[slot]);
    }

    private void Rearrange(FactTable to)
    {
        var count = to.Close();
        table = to;
        values = new Value[count];
        known = new int[count];
        knownCount = 0;
        Array.Fill(values, Value.Unread);
    }
}
