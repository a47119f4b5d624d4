using Tandem.Governance.Documents;

namespace Tandem.Governance.Tests.Documents;

/// <summary>Documents and logs in memory, with the whole promise of <see cref="IDocuments"/> but durability. Governance does not see the stores.</summary>
internal sealed class MemoryDocuments : IDocuments
{
    private readonly Lock gate = new();
    private readonly SortedDictionary<(string Kind, string Name), Document> documents = new(Comparer<(string Kind, string Name)>.Create(Compare));
    private readonly Dictionary<string, List<LogRecord>> streams = [];
    private readonly Dictionary<string, long> lastNumbers = [];

    public Document? Read(DocumentKey key)
    {
        lock (gate) return documents.GetValueOrDefault((key.Kind, key.Name));
    }

    public IReadOnlyList<Document> List(string kind, string prefix = "", string after = "", int max = int.MaxValue)
    {
        lock (gate)
            return [.. documents.Values.Where(document => document.Key.Kind == kind
                && document.Key.Name.StartsWith(prefix, StringComparison.Ordinal)
                && string.CompareOrdinal(document.Key.Name, after) > 0).Take(max)];
    }

    public WriteResult Write(IReadOnlyList<DocumentWrite> writes, IReadOnlyList<LogWrite> log)
    {
        if (writes.DistinctBy(write => write.Key).Count() != writes.Count) throw new ArgumentException("Two writes name the same document.", nameof(writes));
        lock (gate)
        {
            foreach (var write in writes)
                if (write.Expected is { } expected && expected != (Read(write.Key)?.Version ?? 0)) return new(write.Key);
            foreach (var write in writes)
            {
                var key = (write.Key.Kind, write.Key.Name);
                if (write.Bytes is { } bytes) documents[key] = new(write.Key, (Read(write.Key)?.Version ?? 0) + 1, bytes);
                else documents.Remove(key);
            }
            foreach (var record in log)
            {
                var number = lastNumbers[record.Stream] = lastNumbers.GetValueOrDefault(record.Stream) + 1;
                if (!streams.TryGetValue(record.Stream, out var stream)) streams.Add(record.Stream, stream = []);
                stream.Add(new(number, record.At, record.Bytes));
            }
            return default;
        }
    }

    public void Append(IReadOnlyList<LogWrite> log) => Write([], log);

    public IReadOnlyList<LogRecord> ReadAfter(string stream, long after, int max)
    {
        lock (gate) return [.. Records(stream).Where(record => record.Number > after).Take(max)];
    }

    public IReadOnlyList<LogRecord> ReadBefore(string stream, long before, int max)
    {
        lock (gate) return [.. Records(stream).Where(record => record.Number < before).Reverse().Take(max)];
    }

    public void Rewrite(string stream, long number, ReadOnlyMemory<byte> bytes)
    {
        lock (gate)
        {
            var records = Records(stream);
            var place = records.FindIndex(record => record.Number == number);
            if (place >= 0) records[place] = records[place] with { Bytes = bytes.ToArray() };
        }
    }

    public void Trim(string stream, int keep)
    {
        lock (gate)
        {
            var records = Records(stream);
            records.RemoveRange(0, Math.Max(0, records.Count - keep));
        }
    }

    private List<LogRecord> Records(string stream) => streams.GetValueOrDefault(stream) ?? [];

    private static int Compare((string Kind, string Name) left, (string Kind, string Name) right)
    {
        var byKind = string.CompareOrdinal(left.Kind, right.Kind);
        return byKind != 0 ? byKind : string.CompareOrdinal(left.Name, right.Name);
    }
}
