using System.Text.Json;
using Tandem.Engine.Experiments;
using Tandem.Engine.Journal;
using Tandem.Governance.Audit;
using Tandem.Governance.Documents;
using Tandem.Primitives;
using Tandem.Server.Hosting;
using Tandem.Server.Operations;

namespace Tandem.Server.Campaigns;

/// <summary>That a campaign was launched.</summary>
/// <param name="Done">Every customer of the audience at that time has been looked at.</param>
public sealed record LaunchRecord(Instant At, string By, bool Done);

/// <summary>
/// Launches campaigns: walks through all customers and puts them, shard by shard, into the inbox; the fold enrols those
/// who are in the audience. A launch that a restart cuts short begins again: who has an arm already keeps it.
/// </summary>
public sealed class CampaignLauncher(IDocuments documents, IEngine engine, IInbox inbox, EngineClock clock, Eldest eldest, StorageHealth storage) : BackgroundService
{
    private const string Kind = "campaign-launch";
    private const int CustomersPerEntry = 200;

    private static readonly TimeSpan WhileFull = TimeSpan.FromSeconds(1), LookEvery = TimeSpan.FromSeconds(1);

    private readonly SemaphoreSlim launched = new(0);

    public LaunchRecord? Find(string campaign) => documents.Read(new(Kind, campaign)) is { } document ? Read(document) : null;

    /// <summary>Launches a campaign, once.</summary>
    /// <returns>An error where it was launched before.</returns>
    public Result<LaunchRecord> Launch(string campaign, string by)
    {
        var record = new LaunchRecord(clock.Now, by, Done: false);
        var audit = new AuditRecord(0, record.At, by, "launched", [$"campaign/{campaign}"], "Campaign launched");
        var written = documents.Write([new(new(Kind, campaign), 0, Bytes(record))], [AuditLog.Entry(audit)]);
        if (!written.IsCommitted) return new Error("launched_already", $"The campaign {campaign} was launched on {Find(campaign)!.At}.") { Hint = "To send again, publish a campaign with another name." };
        launched.Release();
        return record;
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                // Also what another process was asked, or did not end.
                if (eldest.IsThis)
                    foreach (var document in documents.List(Kind).Where(document => !Read(document).Done)) await Run(document.Key.Name, stoppingToken);
                storage.Wrote(StorageTask.Campaigns);
            }
            catch (StorageFullException full)
            {
                storage.Failed(StorageTask.Campaigns, full);
            }
            catch (StorageUnavailableException)
            {
                // It begins again: who has an arm already keeps it.
            }
            await launched.WaitAsync(LookEvery, stoppingToken);
        }
    }

    private async Task Run(string campaign, CancellationToken stopping)
    {
        foreach (var shard in engine.Shards)
        {
            while (!shard.Store()) await Task.Delay(WhileFull, stopping);
            for (var page = shard.Customers(default, CustomersPerEntry); !page.IsEnd; page = shard.Customers(page.Last, CustomersPerEntry))
            {
                if (page.Customers.Count == 0) continue;
                await inbox.AcceptPatiently([new(shard.Id, EntryKind.Launch, new CampaignLaunch(campaign, page.Customers).ToBytes())], stopping);
            }
        }
        await engine.Settle(stopping);
        var key = new DocumentKey(Kind, campaign);
        var document = documents.Read(key)!;
        documents.Write([new(key, document.Version, Bytes(Read(document) with { Done = true }))], []);
    }

    private static LaunchRecord Read(Document document) => JsonSerializer.Deserialize<LaunchRecord>(document.Bytes.Span)!;

    private static byte[] Bytes(LaunchRecord record) => JsonSerializer.SerializeToUtf8Bytes(record);
}
