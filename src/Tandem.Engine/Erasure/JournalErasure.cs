using Tandem.Engine.Journal;
using Tandem.Engine.States;

namespace Tandem.Engine.Erasure;

/// <summary>Rewrites the entries of the journal that hold data of a customer.</summary>
public sealed class JournalErasure(IJournal journal, IStateReader states, IJournalEraser eraser, IErasureRequests requests) : IErasable
{
    /// <summary>What certificates call it.</summary>
    public const string Step = "journal";

    public string Name => Step;

    /// <returns>0: requests are told before, so that a kill in between loses nothing.</returns>
    public long? Erase(ErasureRequest request, ErasedCustomer customer) =>
        eraser.Rewrite(customer.UpTo, new ErasureFilter(customer, journal, states).Change, (first, count) => requests.Rewriting(request, first, count)) is null ? null : 0;
}
