using System.Security.Cryptography;
using System.Text;
using Tandem.Governance.Documents;
using Tandem.Primitives;

namespace Tandem.Server.Security;

/// <summary>Among the workspace's documents, for all processes that share it; only their hashes, so that whoever reads them can do nothing with them.</summary>
internal sealed class SecretsInDocuments(IDocuments documents, string kind, TimeSpan lifetime, TimeProvider time) : ISecretsSeen
{
    public void Add(string secret)
    {
        var now = Now;
        var old = documents.List(kind).Where(document => BitConverter.ToInt64(document.Bytes.Span) <= now.Micros).Select(document => new DocumentWrite(document.Key, null, null));
        documents.Write([.. old, new(Key(secret), null, BitConverter.GetBytes((now + Duration.FromSeconds(lifetime.TotalSeconds)).Micros))], []);
    }

    public bool Contains(string secret) => documents.Read(Key(secret)) is { } document && BitConverter.ToInt64(document.Bytes.Span) > Now.Micros;

    // Of two who try at once one finds it changed.
    public bool Remove(string secret) => Contains(secret) && documents.Read(Key(secret)) is { } document && documents.Write([new(document.Key, document.Version, null)], []).IsCommitted;

    private Instant Now => Instant.From(time.GetUtcNow());

    private DocumentKey Key(string secret) => new(kind, Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(secret))));
}
