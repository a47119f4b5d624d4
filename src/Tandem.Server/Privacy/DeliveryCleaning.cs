using Tandem.Engine.Erasure;
using Tandem.Storage.Sqlite;

namespace Tandem.Server.Privacy;

/// <summary>Writes the file of messages anew, because what was taken out stays in pages that are free.</summary>
internal sealed class DeliveryCleaning(DeliveryFile file) : IErasable
{
    public string Name => "messageFile";

    public long? Erase(ErasureRequest request, ErasedCustomer customer) => file.Clean() ? 1 : null;
}
