using System.Text.Json;
using Tandem.Governance.Documents;
using Tandem.Primitives;

namespace Tandem.Server.Sources;

/// <summary>
/// The numbers of all sources as documents, to which each process adds what came to it. That is counted once, also where the
/// answer of the database was lost: a document of the process, written with them, has as its version how often it added
/// something. Used by one thread at a time.
/// </summary>
/// <param name="node">Names this process among others on the same database; null where it is alone.</param>
internal sealed class StoredSourceCounts(IDocuments documents, TimeProvider time, Guid? node)
{
    private const string Kind = "source-counts", NodeKind = "source-counts-node";

    /// <summary>A process that was not heard of for so long does not come back.</summary>
    private static readonly Duration Forgotten = Duration.FromHours(30 * 24);

    private readonly DocumentKey own = new(NodeKind, node?.ToString("N") ?? "");
    private long added;

    public Dictionary<string, SourceCounts> Read() => documents.List(Kind).ToDictionary(document => document.Key.Name, Read<SourceCounts>);

    /// <summary>Adds to them. One that failed is repeated with the same numbers, until it returns.</summary>
    /// <returns>The numbers of these sources, as they are stored now.</returns>
    /// <exception cref="IOException">They could not be stored, or it is not known whether they are.</exception>
    public Dictionary<string, SourceCounts> Add(IReadOnlyDictionary<string, SourceCounts> changes)
    {
        while (true)
        {
            var known = changes.Keys.ToDictionary(name => name, name => documents.Read(new(Kind, name)));
            var counts = changes.ToDictionary(change => change.Key, change => (known[change.Key] is { } stored ? Read<SourceCounts>(stored) : default).With(change.Value));
            DocumentWrite[] mark = node is null ? [] : [new(own, added, Write(new Heard(time.GetUtcNow())))];
            var result = documents.Write([.. mark, .. counts.Select(one => new DocumentWrite(new(Kind, one.Key), known[one.Key]?.Version ?? 0, Write(one.Value)))], []);
            if (result.IsCommitted)
            {
                added++;
                return counts;
            }
            // Another process added something: once more. Or this one did, and the answer was lost.
            if (result.Conflict != own) continue;
            var (before, now) = (added, documents.Read(own)?.Version ?? 0);
            added = now;
            if (now <= before) continue;
            var all = Read();
            return changes.Keys.ToDictionary(name => name, name => all.GetValueOrDefault(name));
        }
    }

    /// <summary>Says that this process adds nothing any more.</summary>
    public void Leave()
    {
        if (added > 0) documents.Write([new(own, null, null)], []);
    }

    /// <summary>Forgets processes of long ago that were killed.</summary>
    public void Tidy()
    {
        if (node is null) return;
        var old = (Instant.From(time.GetUtcNow()) - Forgotten).ToDateTimeOffset();
        DocumentWrite[] gone = [.. documents.List(NodeKind).Where(document => Read<Heard>(document).At < old).Select(document => new DocumentWrite(document.Key, null, null))];
        if (gone.Length > 0) documents.Write(gone, []);
    }

    private static byte[] Write<T>(T value) => JsonSerializer.SerializeToUtf8Bytes(value, JsonSerializerOptions.Web);

    private static T Read<T>(Document document) => JsonSerializer.Deserialize<T>(document.Bytes.Span, JsonSerializerOptions.Web)!;

    /// <param name="At">When it last added something.</param>
    private sealed record Heard(DateTimeOffset At);
}
