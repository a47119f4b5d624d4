using Tandem.Engine.Effects;
using Tandem.Engine.Erasure;
using Tandem.Server.Delivery;

namespace Tandem.Server.Privacy;

/// <summary>Takes a customer out of the messages, once no sender has one of them in its hands.</summary>
/// <param name="patience">How long the senders of other processes may have one. After that an attempt without an outcome was cut short.</param>
internal sealed class MessageErasure(IMessageStore messages, EffectRunner runner, TimeSpan patience) : IErasable
{
    private (string Request, long Since)? waiting;

    public string Name => "messages";

    public long? Erase(ErasureRequest request, ErasedCustomer customer)
    {
        if (waiting?.Request != request.Id) waiting = (request.Id, TimeProvider.System.GetTimestamp());
        var cutShort = TimeProvider.System.GetElapsedTime(waiting.Value.Since) >= patience;
        // What left the outbox with the customer may have been read from it before.
        if (runner.Between(() => messages.Erase(customer.Ids, cutShort)) is not { } count) return null;
        waiting = null;
        return count;
    }
}
