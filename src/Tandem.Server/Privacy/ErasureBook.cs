using System.Text.Json;
using Tandem.Engine.Erasure;
using Tandem.Engine.Identities;
using Tandem.Governance.Audit;
using Tandem.Governance.Documents;
using Tandem.Primitives;
using Tandem.Server.Hosting;

namespace Tandem.Server.Privacy;

/// <summary>Erasures, those under way and those that are done, as documents of the workspace. Thread-safe.</summary>
public sealed class ErasureBook(IDocuments documents, IdentityMarks marks, SuppressedIdentities suppressed, WorkspaceStore store, TimeProvider time) : IErasureRequests
{
    private const string Kind = "erasure";
    private const int Format = 1;

    /// <summary>By then every process on the database has seen what changed: see <see cref="SharedChanges"/>.</summary>
    private static readonly TimeSpan UntilAllKnow = 3 * SharedChanges.Every;

    // Names rise with time, but for the clocks of several machines.
    private static readonly Duration ClocksApart = Duration.FromHours(1);

    private readonly Lock gate = new();
    private readonly Dictionary<string, long> toldAt = [];
    private volatile string doneUpTo = "";

    IReadOnlyList<ErasureRequest> IErasureRequests.All => [.. Running.Select(RequestOf)];

    /// <summary>Those that are not done, in the order in which they were asked.</summary>
    public IReadOnlyList<ErasureRecord> Running
    {
        get
        {
            // Asked often: what was done long ago is not read again.
            var (records, old) = (documents.List(Kind, after: doneUpTo).Select(Read).ToList(), Now - ClocksApart);
            if (records.TakeWhile(record => record.CompletedAt is not null && record.AskedAt < old).LastOrDefault() is { } last) doneUpTo = last.Id;
            return records.FindAll(record => record.CompletedAt is null);
        }
    }

    /// <summary>In the order in which they were asked: their names rise.</summary>
    public IReadOnlyList<ErasureRecord> Records => [.. documents.List(Kind).Select(Read)];

    public ErasureRecord? Find(string id) => documents.Read(new(Kind, id)) is { } document ? Read(document) : null;

    /// <summary>Keeps a request; durable when it returns.</summary>
    /// <exception cref="Engine.Journal.StorageFullException">The disk is full. Nothing was kept.</exception>
    public ErasureRecord Add(EntityId customer, string by, string reason, bool suppress)
    {
        var now = Now;
        var record = new ErasureRecord { Id = Guid.CreateVersion7().ToString("N"), Customer = customer.ToString(), AskedAt = now, By = by, Reason = reason, Suppress = suppress };
        documents.Write([WriteOf(record)], [AuditLog.Entry(new(0, now, by, "erasure-asked", [$"erasure/{record.Id}"], suppress ? "Erase a customer and keep their identities out" : "Erase a customer"))]);
        return record;
    }

    /// <summary>The request that an erasure drives.</summary>
    public static ErasureRequest RequestOf(ErasureRecord record) => new(record.Id, EntityId.TryParse(record.Customer, out var id) ? id : throw new InvalidDataException($"The erasure {record.Id} names no customer."));

    public bool Know(ErasureRequest request, IReadOnlyList<Identity> identities)
    {
        MarkedIdentity[] marked = [.. identities.Select(identity => new MarkedIdentity(identity.Kind, marks.Of(identity)))];
        Change(request, record => record.Identities.SequenceEqual(marked) ? record : record with { Identities = marked });
        // Before anything is gone, so that nothing comes in again in between.
        if (Find(request.Id) is { Suppress: true } record) suppressed.Add(identities, Now, record.Reason);
        if (store.Cluster is null) return true;
        lock (gate)
        {
            if (toldAt.TryAdd(request.Id, TimeProvider.System.GetTimestamp())) return false;
            return TimeProvider.System.GetElapsedTime(toldAt[request.Id]) >= UntilAllKnow;
        }
    }

    public void Rewriting(ErasureRequest request, Position first, long count) => Change(request, record => record with { Rewriting = RewriteTally.Next(record.Rewriting, first, count) });

    public void Done(ErasureRequest request, string step, long count) => Change(request, record => record.With(step, count, Now));

    public void Complete(ErasureRequest request, bool wasThere)
    {
        Change(
            request, record => record with { CompletedAt = Now, WasThere = wasThere },
            AuditLog.Entry(new(0, Now, "engine", "erased", [$"erasure/{request.Id}"], wasThere ? "Customer erased" : "There was nobody to be erased")));
        lock (gate) toldAt.Remove(request.Id);
    }

    private Instant Now => Instant.From(time.GetUtcNow());

    /// <summary>
    /// Another process may change it at the same time; and one that comes back after it was thought dead, and its work was
    /// done by another, changes nothing of what is done.
    /// </summary>
    private void Change(ErasureRequest request, Func<ErasureRecord, ErasureRecord> change, params LogWrite[] log)
    {
        while (true)
        {
            var document = documents.Read(new(Kind, request.Id)) ?? throw new InvalidOperationException($"There is no erasure {request.Id}.");
            var record = Read(document);
            if (record.CompletedAt is not null || change(record) is var changed && changed == record) return;
            if (documents.Write([WriteOf(changed, document.Version)], log).IsCommitted) return;
        }
    }

    private static DocumentWrite WriteOf(ErasureRecord record, long? expected = null) =>
        new(new(Kind, record.Id), expected, JsonSerializer.SerializeToUtf8Bytes(new Stored(Format, record), JsonSerializerOptions.Web));

    private static ErasureRecord Read(Document document) =>
        JsonSerializer.Deserialize<Stored>(document.Bytes.Span, JsonSerializerOptions.Web) is { Format: Format, Erasure: { } record }
            ? record
            : throw new InvalidDataException($"The document {document.Key} is of a newer format; this version reads {Format}.");

    private sealed record Stored(int Format, ErasureRecord Erasure);
}
