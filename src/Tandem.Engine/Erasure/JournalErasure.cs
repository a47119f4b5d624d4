using Tandem.Engine.Journal;
using Tandem.Engine.States;

namespace Tandem.Engine.Erasure;

/// <summary>Rewrites the entries of the journal that hold data of a customer.</summary>
public sealed class JournalErasure(IJournal journal, IStateReader states, IJournalEraser eraser) : IErasable
{
    public string Name => "journal";

    public long? Erase(ErasureRequest request, ErasedCustomer customer) => eraser.Rewrite(customer.UpTo, new ErasureFilter(customer, journal, states).Change);
}
