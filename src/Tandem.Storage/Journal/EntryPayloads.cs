using Tandem.Engine.Journal;
using Tandem.Primitives;

namespace Tandem.Storage.Journal;

/// <summary>The payloads of entries that are in memory already.</summary>
internal sealed class EntryPayloads(IReadOnlyList<Entry> entries) : IPastPayloads
{
    public ReadOnlyMemory<byte> Read(Position position) => entries[(int)(position.Value - entries[0].Position.Value)].Payload;
}
