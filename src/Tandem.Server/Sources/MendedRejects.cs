using System.Text.Json;
using Tandem.Governance.Documents;
using Tandem.Primitives;

namespace Tandem.Server.Sources;

/// <summary>
/// Which rejected items were mended and sent again, as documents beside their log: of several who send one at once, in any
/// process, one does. Thread-safe.
/// </summary>
public sealed class MendedRejects(IDocuments documents)
{
    private const string Kind = "mended-reject";

    /// <summary>Whoever began so long ago and is not done was cut short.</summary>
    private static readonly Duration Patience = Duration.FromSeconds(10);

    public MendedReject? Find(string source, string id) => documents.Read(Key(source, id)) is { } document ? Read(document) : null;

    /// <summary>By the ids of the rejected items.</summary>
    public IReadOnlyDictionary<string, MendedReject> All(string source) =>
        documents.List(Kind, $"{source}/").ToDictionary(document => document.Key.Name[(source.Length + 1)..], Read);

    /// <summary>Says that an item is about to be sent.</summary>
    /// <returns>False where somebody else is at it, or has done it: <see cref="Find"/> says which.</returns>
    public bool TryBegin(string source, string id, string by, Instant now)
    {
        var before = documents.Read(Key(source, id));
        if (before is not null && Read(before) is var known && (known.IsSent || now - known.At < Patience)) return false;
        return documents.Write([new(Key(source, id), before?.Version ?? 0, Write(new(now, by, false, [])))], []).IsCommitted;
    }

    /// <summary>It is durable.</summary>
    public void Done(string source, string id, MendedReject mended) => documents.Write([new(Key(source, id), null, Write(mended))], []);

    /// <summary>Nothing was sent after all.</summary>
    public void GiveUp(string source, string id) => documents.Write([new(Key(source, id), null, null)], []);

    /// <summary>Forgets what is noted of items that are not kept any more.</summary>
    /// <param name="oldest">The id of the oldest one that is: ids rise with time.</param>
    internal static void Forget(IDocuments documents, string source, string oldest)
    {
        DocumentWrite[] gone = [.. documents.List(Kind, $"{source}/").Where(document => string.CompareOrdinal(document.Key.Name, $"{source}/{oldest}") < 0).Select(document => new DocumentWrite(document.Key, null, null))];
        if (gone.Length > 0) documents.Write(gone, []);
    }

    private static DocumentKey Key(string source, string id) => new(Kind, $"{source}/{id}");

    private static byte[] Write(MendedReject mended) => JsonSerializer.SerializeToUtf8Bytes(mended, JsonSerializerOptions.Web);

    private static MendedReject Read(Document document) => JsonSerializer.Deserialize<MendedReject>(document.Bytes.Span, JsonSerializerOptions.Web)!;
}
