using System.Text.Json.Nodes;
using Tandem.Server.Tests.Hosting;
using Tandem.Server.Tests.Recorded;
using Tandem.Storage.Backups;
using Tandem.Testing;

namespace Tandem.Server.Tests.Backups;

/// <summary>Real workspaces, as earlier versions left them too, through a backup into each store and from there into the next.</summary>
public sealed class RoundTripTests
{
    public static TheoryData<string> Recorded() => [.. RecordedFolder.All().Select(folder => folder.Name)];

    [Theory]
    [MemberData(nameof(Recorded))]
    public async Task Everything_is_there_wherever_it_is_restored(string name)
    {
        using var folder = new Folder();
        new RecordedFolder(name).Unpack(folder.Path);
        var backup = Workspaces.BackUp(folder.Path);
        var parts = Workspaces.Parts(backup);
        foreach (var part in (BackupPart[])[BackupPart.Shards, BackupPart.Counts, BackupPart.States, BackupPart.Identities, BackupPart.Messages, BackupPart.Documents, BackupPart.Streams, BackupPart.Log, BackupPart.Secrets, BackupPart.Journal])
            Assert.True(parts.Single(tally => tally.Part == part).Records > 0, $"{part}");

        using var restored = new Folder();
        Workspaces.Restore(backup, new FolderTarget(restored.Path));
        Assert.Equal(parts, Workspaces.Parts(Workspaces.BackUp(restored.Path)));

        var (database, second) = (PostgresServer.Shared.NewDatabase(), PostgresServer.Shared.NewDatabase());
        Workspaces.Restore(backup, new DatabaseTarget(database));
        var fromDatabase = await Workspaces.BackUpDatabase(database);
        Assert.Equal(parts, Workspaces.Parts(fromDatabase));
        Workspaces.Restore(fromDatabase, new DatabaseTarget(second));
        Assert.Equal(parts, Workspaces.Parts(await Workspaces.BackUpDatabase(second)));

        using var third = new Folder();
        var refused = Assert.Throws<BackupRefusedException>(() => Workspaces.Restore(fromDatabase, new FolderTarget(third.Path)));
        Assert.Contains("into a database", refused.Message, StringComparison.Ordinal);
    }

    /// <summary>With states in chunks, waiting effects, and entries that no checkpoint has.</summary>
    [Theory]
    [MemberData(nameof(Recorded))]
    public async Task A_server_says_of_a_restored_folder_what_it_said_of_the_first(string name)
    {
        var recorded = new RecordedFolder(name);
        using var folder = new Folder();
        recorded.Unpack(folder.Path);
        var stored = await StoredFacts.Read(folder.Path);
        using var restored = new Folder();
        Workspaces.Restore(Workspaces.BackUp(folder.Path), new FolderTarget(restored.Path));
        using var server = await RecordedFolder.Serve(restored.Path);
        var told = JsonNode.Parse((await new ServedFacts(server, stored).Now()).ToJsonString())!;
        var approved = recorded.ReadApproved()["served"]!;
        // Snapshots are copies of states, and no part of a backup.
        approved.AsObject().Remove("snapshots");
        told.AsObject().Remove("snapshots");
        var differences = Differences.Between(approved, told).Take(30).ToList();
        Assert.True(differences.Count == 0, string.Join('\n', differences));
    }
}
