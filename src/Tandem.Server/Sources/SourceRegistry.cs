using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using Tandem.Governance.Documents;
using Tandem.Primitives;

namespace Tandem.Server.Sources;

/// <summary>
/// The workspace's sources. Thread-safe; looking a write key up takes no lock. The first source is made with the
/// workspace and is called <see cref="First"/>.
/// </summary>
public sealed class SourceRegistry
{
    public const string First = "default";

    /// <summary>The code of the error where a name is taken.</summary>
    public const string Exists = "exists";

    private const string Kind = "source", NumberKind = "source-number";

    private readonly IDocuments documents;
    private readonly TimeProvider time;
    private readonly Lock gate = new();
    private readonly StoredSourceCounts counts;
    private readonly Dictionary<string, SourceCounts> countsAtStart;
    private Dictionary<string, SourceCounts> unsaved = [];
    private ImmutableDictionary<string, KnownSource> byKey, byName;

    /// <param name="firstWriteKey">The first source's key from now on; null leaves it, or makes one up.</param>
    /// <param name="node">Names this process among others on the same database; null where it is alone.</param>
    /// <exception cref="ArgumentException">The key cannot be one, or is another source's.</exception>
    public SourceRegistry(IDocuments documents, TimeProvider time, string? firstWriteKey, Guid? node = null)
    {
        (this.documents, this.time) = (documents, time);
        if (firstWriteKey is not null && !WriteKeys.IsAcceptable(firstWriteKey))
            throw new ArgumentException("TANDEM_WRITE_KEY must have 8 to 128 letters, digits, dashes, underscores or dots.", nameof(firstWriteKey));
        var sources = documents.List(Kind).Select(document => Read<Source>(document.Bytes)).ToList();
        counts = new(documents, time, node);
        counts.Tidy();
        countsAtStart = counts.Read();
        var known = sources.Select(Know).ToList();
        byKey = known.ToImmutableDictionary(one => one.Source.WriteKey);
        byName = known.ToImmutableDictionary(one => one.Source.Name);
        EnsureFirst(firstWriteKey);
    }

    /// <summary>Whether the first source's key was made up just now, so that nobody has seen it yet.</summary>
    public bool MadeUpFirstKey { get; private set; }

    /// <summary>In the order they were made.</summary>
    public IReadOnlyList<KnownSource> All => [.. byName.Values.OrderBy(one => one.Source.Number)];

    public KnownSource? FindByKey(string writeKey) => byKey.GetValueOrDefault(writeKey);

    /// <summary>The name of a source by its number; 0 is the engine itself.</summary>
    public string NameOf(int number)
    {
        if (number == 0) return "tandem";
        foreach (var known in byName.Values)
            if (known.Source.Number == number) return known.Source.Name;
        return $"source {number}";
    }

    public KnownSource? Find(string name) => byName.GetValueOrDefault(name);

    /// <summary>Sees sources that other processes made, keys that they changed, and what came to them.</summary>
    public void Refresh()
    {
        lock (gate)
        {
            RefreshSources();
            // While it is not known whether one's own are among them, they would count twice.
            if (unsaved.Count > 0) return;
            foreach (var (name, all) in counts.Read()) Find(name)?.Traffic.Saved(all, default);
        }
    }

    /// <summary>Makes a source with a key of its own.</summary>
    public Result<KnownSource> Create(string name, string? title, string? channel = null)
    {
        if (!IsName(name))
            return new Error("bad_name", "A source's name must have 1 to 64 lower-case letters, digits and dashes, a letter first.") { Path = "name", Hint = "Try a name such as web-shop." };
        if (Check(title, channel) is { } wrong) return wrong;
        lock (gate)
        {
            return Add(name, string.IsNullOrWhiteSpace(title) ? name : title.Trim(), WriteKeys.Make(), channel ?? "") is { } added
                ? added
                : new Error(Exists, $"There is a source named {name} already.") { Path = "name", Hint = "Choose another name, or use that source's key." };
        }
    }

    /// <summary>Changes how a source is called or what it is; null leaves what is there.</summary>
    /// <returns>Null where there is no such source.</returns>
    public Result<KnownSource>? Change(string name, string? title, string? channel)
    {
        if (Check(title, channel) is { } wrong) return wrong;
        if (title is not null && string.IsNullOrWhiteSpace(title)) return new Error("bad_title", "A title has at least one letter.") { Path = "title", Hint = "Leave it out to keep the title." };
        lock (gate)
        {
            while (documents.Read(new(Kind, name)) is { } document)
            {
                var before = Read<Source>(document.Bytes);
                var source = before with { Title = title?.Trim() ?? before.Title, Channel = channel ?? before.Channel };
                // Another process may change it at the same time: then what is left out here stays as theirs.
                if (!documents.Write([new(document.Key, document.Version, Write(source))], []).IsCommitted) continue;
                RefreshSources();
                return Find(name)!;
            }
            return null;
        }
    }

    /// <summary>Saves what came since the last time.</summary>
    /// <exception cref="IOException">It could not be stored, or it is not known whether it was; the next call goes on with it.</exception>
    public void SaveCounts()
    {
        lock (gate)
        {
            if (unsaved.Count == 0) unsaved = byName.Values.Where(one => one.Traffic.Unsaved is not (0, 0, _)).ToDictionary(one => one.Source.Name, one => one.Traffic.Unsaved);
            if (unsaved.Count == 0) return;
            foreach (var (name, all) in counts.Add(unsaved)) Find(name)!.Traffic.Saved(all, unsaved[name]);
            unsaved = [];
        }
    }

    /// <summary>Saves the rest: nothing more comes to this process.</summary>
    /// <inheritdoc cref="SaveCounts" path="/exception"/>
    public void SaveAllCounts()
    {
        SaveCounts();
        SaveCounts();
        lock (gate) counts.Leave();
    }

    private void EnsureFirst(string? writeKey)
    {
        if (Find(First) is null)
        {
            ThrowIfTaken(writeKey);
            // Of processes that start at once on a new database one makes it.
            MadeUpFirstKey = Add(First, "Default", writeKey ?? WriteKeys.Make()) is not null && writeKey is null;
        }
        var first = Find(First)!;
        if (writeKey is not null && writeKey != first.Source.WriteKey)
        {
            ThrowIfTaken(writeKey);
            var changed = first with { Source = first.Source with { WriteKey = writeKey } };
            documents.Write([new(new(Kind, First), null, Write(changed.Source))], []);
            byKey = byKey.Remove(first.Source.WriteKey).Add(writeKey, changed);
            byName = byName.SetItem(First, changed);
        }
    }

    private void ThrowIfTaken(string? writeKey)
    {
        if (writeKey is not null && byKey.TryGetValue(writeKey, out var other)) throw new ArgumentException($"TANDEM_WRITE_KEY is the key of the source {other.Source.Name}.", nameof(writeKey));
    }

    /// <returns>Null where there is one of this name.</returns>
    private KnownSource? Add(string name, string title, string writeKey, string channel = "")
    {
        while (true)
        {
            // Another process may make one at the same time: neither its name nor its number is given twice.
            RefreshSources();
            if (byName.ContainsKey(name)) return null;
            var number = byName.Values.Select(one => one.Source.Number).DefaultIfEmpty().Max() + 1;
            var known = Know(new(number, name, title, writeKey, Instant.From(time.GetUtcNow()), channel));
            DocumentWrite[] writes = [new(new(Kind, name), 0, Write(known.Source)), new(new(NumberKind, number.ToString(CultureInfo.InvariantCulture)), 0, Write(name))];
            if (!documents.Write(writes, []).IsCommitted) continue;
            byKey = byKey.Add(writeKey, known);
            byName = byName.Add(name, known);
            return known;
        }
    }

    private void RefreshSources()
    {
        foreach (var source in documents.List(Kind).Select(document => Read<Source>(document.Bytes)))
        {
            var known = Find(source.Name);
            if (known is not null && known.Source == source) continue;
            if (known is not null) byKey = byKey.Remove(known.Source.WriteKey);
            var changed = known is null ? Know(source) : known with { Source = source };
            byKey = byKey.Add(source.WriteKey, changed);
            byName = byName.SetItem(source.Name, changed);
        }
    }

    private KnownSource Know(Source source) => new(source, new(time, countsAtStart.GetValueOrDefault(source.Name)));

    private static Error? Check(string? title, string? channel)
    {
        if (title?.Length > 200) return new Error("too_long", $"The title has {title.Length} characters.") { Path = "title", Hint = "Use at most 200." };
        return string.IsNullOrEmpty(channel) || SourceChannels.All.Contains(channel)
            ? null
            : new Error("unknown_channel", $"There is no channel '{channel}'.") { Path = "channel", Hint = $"Use one of {string.Join(", ", SourceChannels.All)}." };
    }

    private static bool IsName(string name) =>
        name.Length is > 0 and <= 64 && char.IsAsciiLetterLower(name[0]) && name.All(character => char.IsAsciiLetterLower(character) || char.IsAsciiDigit(character) || character == '-');

    private static byte[] Write<T>(T value) => JsonSerializer.SerializeToUtf8Bytes(value, JsonSerializerOptions.Web);

    private static T Read<T>(ReadOnlyMemory<byte> bytes) => JsonSerializer.Deserialize<T>(bytes.Span, JsonSerializerOptions.Web)!;
}
