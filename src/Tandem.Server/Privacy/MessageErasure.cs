using Tandem.Engine.Effects;
using Tandem.Engine.Erasure;
using Tandem.Server.Delivery;

namespace Tandem.Server.Privacy;

/// <summary>Takes a customer out of the messages, once the runner has none of them in its hands.</summary>
internal sealed class MessageErasure(IMessageStore messages, EffectRunner runner) : IErasable
{
    private (string Request, long Steps)? waiting;

    public string Name => "messages";

    public long? Erase(ErasureRequest request, ErasedCustomer customer)
    {
        // What left the outbox with the customer may have been read from it before.
        if (waiting?.Request != request.Id) waiting = (request.Id, runner.Begun);
        if (!runner.HasEndedAfter(waiting.Value.Steps) || messages.Erase(customer.Ids) is not { } count) return null;
        waiting = null;
        return count;
    }
}
