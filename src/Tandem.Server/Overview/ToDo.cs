using Tandem.Engine.Effects;
using Tandem.Governance.Definitions;
using Tandem.Server.Campaigns;
using Tandem.Server.Definitions;
using Tandem.Server.Hosting;
using Tandem.Server.Operations;
using Tandem.Server.Sources;

namespace Tandem.Server.Overview;

/// <summary>Finds what waits for somebody, whose it is, and in the order in which it hurts. Of storage and overload it sees the process's own. Thread-safe.</summary>
public sealed class ToDo(
    SourceRegistry sources, RejectReader rejects, IMessageStore messages, StorageHealth storage, Overload overload, DefinitionLibrary library, CampaignLauncher launcher, ShardCounts counts)
{
    private const string It = "it", Marketing = "marketing";

    public IReadOnlyList<ToDoModel> Look() => [.. Storage(), .. Messages(), .. Sources(), .. Campaigns()];

    private IEnumerable<ToDoModel> Storage()
    {
        foreach (var task in Enum.GetValues<StorageTask>())
            if (storage.Trouble(task) is { } reason) yield return new(It, "storage", task.ToString().ToLowerInvariant(), task.ToString(), 1, reason);
        if (storage.Refusal is { } refusal) yield return new(It, "storage", "", "Disk", 1, refusal);
        if (overload.IsOn) yield return new(It, "overload", "", "", 1);
    }

    private IEnumerable<ToDoModel> Messages()
    {
        if (messages.Counts().Uncertain is > 0 and var uncertain) yield return new(It, "uncertain-messages", "", "", uncertain);
    }

    private IEnumerable<ToDoModel> Sources()
    {
        foreach (var known in sources.All)
        {
            var source = known.Source;
            if (rejects.Open(source.Name) is > 0 and var open) yield return new(It, "rejects", source.Name, source.Title, open);
            if (source.Channel.Length == 0 && known.Traffic.Counts.Accepted > 0) yield return new(It, "source-channel", source.Name, source.Title, 1);
        }
    }

    private IEnumerable<ToDoModel> Campaigns()
    {
        var counted = counts.All("campaign/");
        foreach (var campaign in library.List(DefinitionKinds.Campaign))
        {
            if (launcher.Find(campaign.Name) is not null) continue;
            // Who has customers without a launch is assigned outside, and needs none.
            var isExternal = counted.Any(count => count.Value > 0 && count.Key.StartsWith($"campaign/{campaign.Name}/", StringComparison.Ordinal));
            if (!isExternal) yield return new(Marketing, "campaign-draft", campaign.Name, campaign.Title, 1);
        }
    }
}
