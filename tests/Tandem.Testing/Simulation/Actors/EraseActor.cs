using Tandem.Engine.Erasure;
using Tandem.Engine.Journal;
using Tandem.Primitives;

namespace Tandem.Testing.Simulation.Actors;

/// <summary>Erases customers, as the server does beside the traffic, from states, messages and journal.</summary>
internal sealed class EraseActor : IActor, IJournalEraser, IErasable
{
    public const string ActorName = "erase";

    private readonly Process process;
    private readonly EffectActor effects;
    private readonly Eraser eraser;

    /// <param name="effects">What may have messages in hand.</param>
    public EraseActor(Process process, EffectActor effects)
    {
        (this.process, this.effects) = (process, effects);
        eraser = new(process.Store, process.Store, process.Store, process.Runners, process.Durable.Erasures, [this], [new JournalErasure(process.Store, process.Store, this, process.Durable.Erasures)]);
    }

    public string Name => ActorName;

    string IErasable.Name => "messages";

    public void Ask(EntityId customer)
    {
        process.Durable.Erasures.Ask(customer);
        eraser.Look();
    }

    public bool Step(int size) => eraser.Step();

    /// <summary>Keeps what stood there, which no process may need again.</summary>
    public long? Rewrite(Position upTo, Func<Entry, (EntryKind Kind, ReadOnlyMemory<byte> Payload)?> change, Action<Position, long> before)
    {
        var originals = new List<Entry>();
        var count = process.Store.Rewrite(upTo, entry =>
        {
            var other = change(entry);
            if (other is not null) originals.Add(entry);
            return other;
        }, before);
        if (count is not null) process.Durable.Erasures.Rewrote(upTo, originals);
        return count;
    }

    public long? Erase(ErasureRequest request, ErasedCustomer customer) => effects.IsIdle ? process.Durable.Messages.Erase(customer.Ids) : null;
}
