using System.Text.Json;
using Tandem.Engine.Erasure;
using Tandem.Engine.Identities;
using Tandem.Governance.Audit;
using Tandem.Governance.Documents;
using Tandem.Primitives;

namespace Tandem.Server.Privacy;

/// <summary>Erasures, those under way and those that are done, as documents of the workspace. Thread-safe.</summary>
public sealed class ErasureBook(IDocuments documents, IdentityMarks marks, SuppressedIdentities suppressed, TimeProvider time) : IErasureRequests
{
    private const string Kind = "erasure";
    private const int Format = 1;

    private readonly Lock gate = new();

    IReadOnlyList<ErasureRequest> IErasureRequests.All => [.. Records.Where(record => record.CompletedAt is null).Select(RequestOf)];

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

    public void Know(ErasureRequest request, IReadOnlyList<Identity> identities)
    {
        Change(request, record => record with { Identities = [.. identities.Select(identity => new MarkedIdentity(identity.Kind, marks.Of(identity)))] });
        // Before anything is gone, so that nothing comes in again in between.
        if (Find(request.Id) is { Suppress: true } record) suppressed.Add(identities, Now, record.Reason);
    }

    public void Done(ErasureRequest request, string step, long count) => Change(request, record => record.With(step, count, Now));

    public void Complete(ErasureRequest request, bool wasThere) => Change(
        request, record => record with { CompletedAt = Now, WasThere = wasThere },
        AuditLog.Entry(new(0, Now, "engine", "erased", [$"erasure/{request.Id}"], wasThere ? "Customer erased" : "There was nobody to be erased")));

    private Instant Now => Instant.From(time.GetUtcNow());

    private void Change(ErasureRequest request, Func<ErasureRecord, ErasureRecord> change, params LogWrite[] log)
    {
        lock (gate)
        {
            var record = Find(request.Id) ?? throw new InvalidOperationException($"There is no erasure {request.Id}.");
            documents.Write([WriteOf(change(record))], log);
        }
    }

    private static DocumentWrite WriteOf(ErasureRecord record) => new(new(Kind, record.Id), null, JsonSerializer.SerializeToUtf8Bytes(new Stored(Format, record), JsonSerializerOptions.Web));

    private static ErasureRecord Read(Document document) =>
        JsonSerializer.Deserialize<Stored>(document.Bytes.Span, JsonSerializerOptions.Web) is { Format: Format, Erasure: { } record }
            ? record
            : throw new InvalidDataException($"The document {document.Key} is of a newer format; this version reads {Format}.");

    private sealed record Stored(int Format, ErasureRecord Erasure);
}
