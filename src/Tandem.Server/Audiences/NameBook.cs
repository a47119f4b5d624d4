using System.Diagnostics;
using Tandem.Engine.Interactions;
using Tandem.Engine.Journal;
using Tandem.Engine.Shards;
using Tandem.Engine.States;
using Tandem.Governance.Definitions;
using Tandem.Primitives;
using Tandem.Server.Definitions;
using Tandem.Server.Hosting;

namespace Tandem.Server.Audiences;

/// <summary>
/// Knows what rules may name: of customers what a random sample of them has, of events what shards counted and what was sent
/// with the newest. As of some seconds ago at most. Thread-safe.
/// </summary>
internal sealed class NameBook(IEngine engine, IStateReader states, IJournal journal, DefinitionLibrary library, EngineClock clock) : IDisposable
{
    private const int CustomersSampled = 2_000, EventsSampled = 100, MostEvents = 500;

    private static readonly TimeSpan Fresh = TimeSpan.FromSeconds(10), JournalTime = TimeSpan.FromMilliseconds(200);

    private readonly SemaphoreSlim gate = new(1);
    private KnownNameList? known;
    private long madeAt;

    public async Task<KnownNameList> Read(CancellationToken cancelled)
    {
        await gate.WaitAsync(cancelled);
        try
        {
            if (known is null || Stopwatch.GetElapsedTime(madeAt) > Fresh) (known, madeAt) = (await Task.Run(() => Look(cancelled), cancelled), Stopwatch.GetTimestamp());
            return known;
        }
        finally
        {
            gate.Release();
        }
    }

    public void Dispose() => gate.Dispose();

    private KnownNameList Look(CancellationToken cancelled)
    {
        var (traits, accounts, sampled, notRead) = (new NameTally(), new NameTally(), 0, new List<Error>());
        var (identities, consents, granted) = (new Dictionary<string, int>(), new Dictionary<string, int>(), new Dictionary<string, int>());
        foreach (var page in new CustomerPages(states, engine.ShardCount, Random.Shared.NextDouble()).Read())
        {
            cancelled.ThrowIfCancellationRequested();
            foreach (var customer in page)
            {
                sampled++;
                foreach (var (name, trait) in customer.Traits) traits.Add(name, trait.Value);
                foreach (var (name, value) in customer.LatestAccount?.Traits ?? new Dictionary<string, Expressions.Values.Value>()) accounts.Add(name, value);
                foreach (var kind in customer.Identities.Select(one => one.Identity.Kind).Distinct()) identities[kind] = identities.GetValueOrDefault(kind) + 1;
                foreach (var consent in customer.Consents)
                {
                    consents[consent.Channel] = consents.GetValueOrDefault(consent.Channel) + 1;
                    granted[consent.Channel] = granted.GetValueOrDefault(consent.Channel) + (consent.Granted ? 1 : 0);
                }
            }
            if (sampled >= CustomersSampled) break;
        }
        var counts = engine.Counts(CountNames.Segment("")).ToDictionary(count => count.Name, count => count.Value, StringComparer.Ordinal);
        return new(
            clock.GetUtcNow(), Math.Max(sampled, (long)engine.Count(CountNames.Customers)), sampled, traits.Show(sampled), accounts.Show(sampled), Events(notRead, cancelled),
            [.. identities.OrderByDescending(kind => kind.Value).Select(kind => new KnownKindModel(kind.Key, Share(kind.Value, sampled)))],
            [.. consents.OrderByDescending(channel => channel.Value).Select(channel => new KnownConsentModel(channel.Key, Share(channel.Value, sampled), Share(granted[channel.Key], sampled)))],
            [.. library.List(DefinitionKinds.Segment).Select(segment => new KnownSegmentModel(segment.Name, segment.Title, (long)counts.GetValueOrDefault(CountNames.Segment(segment.Name))))],
            notRead);
    }

    private IReadOnlyList<KnownEventModel> Events(List<Error> notRead, CancellationToken cancelled)
    {
        var counts = new Dictionary<string, long>(StringComparer.Ordinal);
        foreach (var shard in engine.Shards)
            foreach (var (name, count) in shard.Read(state => state.Head.EventCounts.ToList())) counts[name] = counts.GetValueOrDefault(name) + count;
        var shown = counts.OrderByDescending(count => count.Value).ThenBy(count => count.Key, StringComparer.Ordinal).Take(MostEvents).ToList();
        var properties = shown.ToDictionary(count => count.Key, _ => (Tally: new NameTally(), Seen: 0), StringComparer.Ordinal);
        var began = Stopwatch.GetTimestamp();
        try
        {
            foreach (var past in Newest(properties.Keys.ToHashSet(StringComparer.Ordinal)))
            {
                cancelled.ThrowIfCancellationRequested();
                if (Stopwatch.GetElapsedTime(began) > JournalTime) break;
                var (tally, seen) = properties[past.Name];
                if (seen == EventsSampled) continue;
                foreach (var (name, value) in Interaction.Read(past.Payload).Properties.AsMap) tally.Add(name.AsString, value);
                properties[past.Name] = (tally, seen + 1);
            }
        }
        catch (InvalidDataException damaged)
        {
            notRead.Add(AudienceCounter.Unreadable(damaged));
        }
        return [.. shown.Select(count => new KnownEventModel(count.Key, count.Value, properties[count.Key].Tally.Show(properties[count.Key].Seen), properties[count.Key].Seen))];
    }

    /// <summary>Interactions of these names in the last parts of the journal, the newest part first.</summary>
    private IEnumerable<PastInteraction> Newest(IReadOnlySet<string> names) => journal.Parts().Reverse().Take(3).SelectMany(part => journal.ReadInteractions(part, names));

    private static double Share(int count, int of) => of == 0 ? 0 : Math.Round((double)count / of, 4);
}
