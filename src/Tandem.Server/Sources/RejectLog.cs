using System.Text.Json;
using Tandem.Governance.Documents;
using Tandem.Primitives;
using Tandem.Server.Operations;

namespace Tandem.Server.Sources;

/// <summary>
/// What sources sent that could not be accepted, the newest <see cref="Kept"/> of each. Thread-safe. Rejects that come
/// together are written together, so that a sender gone wrong costs one commit for many of its calls.
/// </summary>
public sealed class RejectLog(IDocuments documents, StorageHealth storage) : IDisposable
{
    public const int Kept = 10_000;

    // Trimming costs a scan, so it waits until this many came.
    private const int TrimEvery = 1_000;

    private readonly Lock gate = new();
    private readonly SemaphoreSlim turn = new(1);
    private readonly Dictionary<string, int> sinceTrimmed = [];
    private Group open = new();

    /// <summary>Completes when they can be read. Where they cannot be stored, they are left out, and that is logged: the sender's answer does not hang on it.</summary>
    public async Task Add(string source, IReadOnlyList<Reject> rejects)
    {
        Group group;
        lock (gate)
        {
            group = open;
            foreach (var reject in rejects) group.Writes.Add(new(Stream(source), reject.At, Stored.Write(reject)));
            // The first after a start trims: it is not known how many came since the last time.
            sinceTrimmed[source] = sinceTrimmed.GetValueOrDefault(source, TrimEvery) + rejects.Count;
        }
        await turn.WaitAsync();
        try
        {
            // Only who has the turn closes a group, and writes it before giving the turn away: one that is not written is the open one.
            if (group.Written) return;
            Write(group);
            storage.Wrote(StorageTask.Rejects);
        }
        catch (IOException exception)
        {
            storage.Failed(StorageTask.Rejects, exception);
        }
        finally
        {
            turn.Release();
        }
    }

    /// <summary>Newest first.</summary>
    /// <param name="before">The cursor of the last page; null for the first.</param>
    /// <returns>The cursor is null where nothing older is kept.</returns>
    public (IReadOnlyList<Reject> Rejects, long? Next) Read(string source, long? before, int max)
    {
        var records = documents.ReadBefore(Stream(source), before ?? long.MaxValue, max + 1);
        var page = records.Take(max).Select(record => Stored.Read(record.Bytes)).ToList();
        return (page, records.Count > max ? records[max - 1].Number : null);
    }

    /// <summary>One of them; null where it is not kept.</summary>
    public Reject? Find(string source, string id) => ReadAll(source, null).Select(one => one.Reject).FirstOrDefault(reject => reject.Id == id);

    /// <summary>How many of a source are kept.</summary>
    public long Count(string source) =>
        documents.ReadBefore(Stream(source), long.MaxValue, 1) is [var newest] && documents.ReadAfter(Stream(source), 0, 1) is [var oldest] ? newest.Number - oldest.Number + 1 : 0;

    /// <summary>All of a source, newest first, each with its cursor; read as far as the caller does.</summary>
    public IEnumerable<(long Cursor, Reject Reject)> ReadAll(string source, long? before)
    {
        for (var next = before ?? long.MaxValue; ;)
        {
            var records = documents.ReadBefore(Stream(source), next, 500);
            foreach (var record in records) yield return (record.Number, Stored.Read(record.Bytes));
            if (records.Count < 500) yield break;
            next = records[^1].Number;
        }
    }

    /// <summary>Takes what was sent out of the items that hold data of somebody who was erased: when, where and why stays.</summary>
    /// <returns>How many there were.</returns>
    public int Erase(string source, Func<Reject, bool> isTheirs)
    {
        var count = 0;
        for (var before = long.MaxValue; ;)
        {
            var records = documents.ReadBefore(Stream(source), before, 500);
            foreach (var record in records)
            {
                var reject = Stored.Read(record.Bytes);
                if (!isTheirs(reject)) continue;
                documents.Rewrite(Stream(source), record.Number, Stored.Write(reject with { Body = "", Around = null, Errors = [.. reject.Errors.Select(error => new Error(error.Code, Reject.ErasedMessage))] }));
                count++;
            }
            if (records.Count < 500) return count;
            before = records[^1].Number;
        }
    }

    public void Dispose() => turn.Dispose();

    private void Write(Group group)
    {
        List<string> full;
        lock (gate)
        {
            open = new();
            full = [.. sinceTrimmed.Where(count => count.Value >= TrimEvery).Select(count => count.Key)];
            foreach (var source in full) sinceTrimmed[source] = 0;
        }
        group.Written = true;
        documents.Append(group.Writes);
        foreach (var source in full)
        {
            documents.Trim(Stream(source), Kept);
            if (documents.ReadAfter(Stream(source), 0, 1) is [var oldest]) MendedRejects.Forget(documents, source, Stored.Read(oldest.Bytes).Id);
        }
    }

    private static string Stream(string source) => $"rejects/{source}";

    private sealed class Group
    {
        public List<LogWrite> Writes { get; } = [];

        public bool Written { get; set; }
    }

    private static class Stored
    {
        private const int Format = 1;

        public static byte[] Write(Reject reject) => JsonSerializer.SerializeToUtf8Bytes(new Record(Format, reject), JsonSerializerOptions.Web);

        public static Reject Read(ReadOnlyMemory<byte> bytes) =>
            JsonSerializer.Deserialize<Record>(bytes.Span, JsonSerializerOptions.Web) is { Format: Format, Reject: { } reject }
                ? reject
                : throw new InvalidDataException($"A rejected item of a newer format; this version reads {Format}.");

        private sealed record Record(int Format, Reject Reject);
    }
}
