using Tandem.Engine.Erasure;
using Tandem.Server.Delivery;

namespace Tandem.Server.Privacy;

/// <summary>Takes the addresses of a customer off the list of those that get nothing.</summary>
internal sealed class SuppressionErasure(SuppressionList suppressions, ErasureBook book, IdentityMarks marks) : IErasable
{
    public string Name => "suppressionList";

    public long? Erase(ErasureRequest request, ErasedCustomer customer)
    {
        // Another process may have put one on the list just now.
        suppressions.Refresh();
        var known = (book.Find(request.Id)?.Identities ?? []).Select(identity => identity.Mark).ToHashSet();
        return suppressions.List("", ("", ""), int.MaxValue).Count(one => known.Contains(marks.Of(new(one.Channel, one.Address))) && suppressions.Remove(one.Channel, one.Address));
    }
}
