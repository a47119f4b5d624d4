using Tandem.Engine.Separation;
using Tandem.Governance.Documents;
using Tandem.Primitives;

namespace Tandem.Server.Customers;

/// <summary>Which merges are to be undone, as documents of the workspace.</summary>
public sealed class SeparationRequests(IDocuments documents) : ISeparationRequests
{
    private const string Kind = "merge-undo";

    private static readonly byte[] Content = """{"format":1}"""u8.ToArray();

    public IReadOnlyList<EntityId> All => [.. documents.List(Kind).Select(document => IdOf(document.Key))];

    public void Add(EntityId absorbed) => documents.Write([new(KeyOf(absorbed), null, Content)], []);

    public void Remove(EntityId absorbed) => documents.Write([new(KeyOf(absorbed), null, null)], []);

    private static EntityId IdOf(DocumentKey key) =>
        EntityId.TryParse(key.Name, out var id) ? id : throw new InvalidDataException($"The document {key} does not name a customer.");

    private static DocumentKey KeyOf(EntityId absorbed) => new(Kind, absorbed.ToString());
}
