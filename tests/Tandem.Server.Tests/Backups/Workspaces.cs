using Tandem.Engine.Journal;
using Tandem.Engine.Rulesets;
using Tandem.Engine.States;
using Tandem.Governance.Documents;
using Tandem.Primitives;
using Tandem.Server.Definitions;
using Tandem.Storage.Backups;
using Tandem.Storage.Postgres;
using Tandem.Testing.Simulation;

namespace Tandem.Server.Tests.Backups;

/// <summary>Workspaces that no server has open, as they are backed up, restored and looked at.</summary>
internal static class Workspaces
{
    private static readonly Instant Now = Instant.From(DateTimeOffset.UnixEpoch);

    /// <summary>A backup of a folder that no server has.</summary>
    public static byte[] BackUp(string folder)
    {
        using var source = FolderSource.Open(folder, "test", Now, "1");
        return Write(source);
    }

    public static async Task<byte[]> BackUpDatabase(string connection)
    {
        await using var store = PostgresStore.Open(connection, TimeProvider.System, new());
        using var source = store.BeginBackup("test", Now, "1");
        return Write(source);
    }

    /// <summary>What the parts of a whole backup hold.</summary>
    public static IReadOnlyList<PartTally> Parts(byte[] backup)
    {
        using var reader = new BackupReader(new MemoryStream(backup));
        while (reader.Next() is not null)
        {
        }
        return reader.Manifest!;
    }

    public static void Restore(byte[] backup, IBackupTarget target, bool sendingOff = false)
    {
        using (target)
        {
            using var reader = new BackupReader(new MemoryStream(backup));
            Restoring.Restore(reader, target, sendingOff, _ => { }, default);
        }
    }

    /// <summary>Folds the journal in one piece, from its first entry, and compares what is stored with that. Everything that waited must have been folded.</summary>
    public static void ShouldEqualAFoldOfTheirJournal(this IStateReader states, IJournal journal, IDocuments documents, int shards)
    {
        var library = new Governance.Definitions.DefinitionLibrary(documents);
        var rulesets = new Dictionary<int, Ruleset> { [0] = Ruleset.Empty };
        var oracle = new Oracle([.. journal.Read(default)], shards, number =>
            rulesets.TryGetValue(number, out var known) ? known : rulesets[number] = Ruleset.Compile(RulesetSources.Of(library.RulesetAt(number)!, library)));
        var expected = oracle.States.SelectMany(shard => shard.State.States).Where(row => !row.Work.IsEmpty).ToDictionary(row => row.Id, row => Convert.ToHexString(row.Work.Span));
        var found = states.LoadStates(states.LoadIds(default, 10_000)).ToDictionary(row => row.Id, row => Convert.ToHexString(row.Work.Span));
        Assert.NotEmpty(expected);
        Assert.Equal(expected.OrderBy(one => one.Key), found.OrderBy(one => one.Key));
        var owners = oracle.States.SelectMany(shard => shard.State.Identities).GroupBy(row => row.Identity).ToDictionary(group => group.Key, group => group.Last().Owner);
        Assert.Equal(owners.Values.Count(owner => !owner.IsNobody), states.LoadIdentities(owners.Keys).Count);
        foreach (var row in states.LoadIdentities(owners.Keys)) Assert.Equal(owners[row.Identity], row.Owner);
    }

    private static byte[] Write(IBackupSource source)
    {
        var to = new MemoryStream();
        Assert.Equal(BackupWriter.Write(source, to, default).Bytes, to.Length);
        return to.ToArray();
    }
}
