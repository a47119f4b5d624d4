using System.Collections.Immutable;
using System.Text.Json;
using Tandem.Engine.Identities;
using Tandem.Engine.Interactions;
using Tandem.Governance.Documents;
using Tandem.Primitives;

namespace Tandem.Server.Privacy;

/// <summary>
/// Identities that are kept out: whatever shows one is not taken. Only their marks are kept, so that nobody reads the
/// identities from the list. In memory over documents of the workspace. Thread-safe; looking takes no lock.
/// </summary>
public sealed class SuppressedIdentities(IDocuments documents, IdentityMarks marks)
{
    private const string Kind = "suppressed-identity";
    private const int Format = 1;

    private readonly Lock gate = new();
    private volatile ImmutableDictionary<string, SuppressedIdentity> all = InStore(documents);

    public bool IsEmpty => all.IsEmpty;

    /// <summary>Sees what other processes changed.</summary>
    public void Refresh()
    {
        lock (gate) all = InStore(documents);
    }

    /// <summary>Newest first.</summary>
    public IReadOnlyList<SuppressedIdentity> All => [.. all.Values.OrderByDescending(one => one.At).ThenBy(one => one.Mark, StringComparer.Ordinal)];

    /// <summary>Whether something that shows these is kept out.</summary>
    public bool Has(IReadOnlyList<Identity> identities)
    {
        var known = all;
        for (var i = 0; i < identities.Count; i++)
            if (known.ContainsKey(marks.Of(identities[i]))) return true;
        return false;
    }

    /// <summary>Takes out of a call what shows one of them.</summary>
    /// <returns>What is left, and the places in the batch of what is not; null for a single call.</returns>
    public (ParsedCall Call, IReadOnlyList<int?> KeptOut) KeepOut(ParsedCall call, bool isBatch)
    {
        List<AcceptedItem> left = [];
        List<int?> keptOut = [];
        var refused = call.Rejected.Select(item => item.Index).ToHashSet();
        var index = -1;
        foreach (var item in call.Accepted)
        {
            do index++;
            while (refused.Contains(index));
            if (Has(item.Interaction.Identities)) keptOut.Add(isBatch ? index : null);
            else left.Add(item);
        }
        return keptOut.Count == 0 ? (call, keptOut) : (call with { Accepted = left }, keptOut);
    }

    /// <summary>Keeps identities out from now on; durable when it returns.</summary>
    /// <exception cref="Engine.Journal.StorageFullException">The disk is full. Nothing was changed.</exception>
    public void Add(IEnumerable<Identity> identities, Instant at, string reason)
    {
        lock (gate)
        {
            var added = identities.Select(identity => new SuppressedIdentity(marks.Of(identity), identity.Kind, at, reason)).Where(one => !all.ContainsKey(one.Mark)).DistinctBy(one => one.Mark).ToList();
            if (added.Count == 0) return;
            documents.Write([.. added.Select(one => new DocumentWrite(new(Kind, one.Mark), null, JsonSerializer.SerializeToUtf8Bytes(new Stored(Format, one), JsonSerializerOptions.Web)))], []);
            all = all.AddRange(added.Select(one => KeyValuePair.Create(one.Mark, one)));
        }
    }

    /// <summary>Lets an identity in again; false where it was not kept out.</summary>
    public bool Remove(Identity identity)
    {
        lock (gate)
        {
            var mark = marks.Of(identity);
            if (!all.ContainsKey(mark)) return false;
            documents.Write([new(new(Kind, mark), null, null)], []);
            all = all.Remove(mark);
            return true;
        }
    }

    private static ImmutableDictionary<string, SuppressedIdentity> InStore(IDocuments documents) =>
        documents.List(Kind).Select(Read).ToImmutableDictionary(one => one.Mark, StringComparer.Ordinal);

    private static SuppressedIdentity Read(Document document) =>
        JsonSerializer.Deserialize<Stored>(document.Bytes.Span, JsonSerializerOptions.Web) is { Format: Format, Identity: { } identity }
            ? identity
            : throw new InvalidDataException($"The document {document.Key} is of a newer format; this version reads {Format}.");

    private sealed record Stored(int Format, SuppressedIdentity Identity);
}
