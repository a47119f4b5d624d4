using Tandem.Engine.Journal;
using Tandem.Storage.Memory;
using Tandem.Storage.Sqlite;

namespace Tandem.Storage.Tests.Sqlite;

/// <summary>Crashes, full disks, damage and other versions.</summary>
public sealed partial class MergeTests
{
    public static TheoryData<int, int> Crashes()
    {
        var crashes = new TheoryData<int, int>();
        foreach (var point in Enum.GetValues<MergePoint>())
            for (var time = 1; time <= 4; time++)
                crashes.Add((int)point, time);
        return crashes;
    }

    [Theory]
    [MemberData(nameof(Crashes))]
    public async Task After_a_crash_at_any_point_of_a_merge_the_states_are_the_same(int point, int time)
    {
        var reached = 0;
        options = options with
        {
            Merging = at =>
            {
                if (at != (MergePoint)point || ++reached != time) return;
                folders.Add(folders[^1].Copy());
                throw new SimulatedCrashException(null);
            },
        };
        await Reopen();
        for (var i = 0; i < 5; i++) Change();
        var before = Look();
        Assert.Throws<SimulatedCrashException>(Merge);
        Assert.Equal(before, Look());

        await store.DisposeAsync();
        await InitializeAsync();
        Assert.Equal(before, Look());
        Change();
        before = Look();
        Merge();
        Assert.Equal((before, 0), (Look(), Chunks()));
        await Reopen();
        Assert.Equal(before, Look());
    }

    [Fact]
    public async Task A_full_disk_within_a_merge_loses_nothing_and_it_goes_on_when_there_is_room()
    {
        for (var i = 0; i < 20; i++) Change(new string('x', 2_000));
        var before = Look();
        store.Upkeep.Step();
        store.BoundFiles(0, 1);
        Assert.Throws<StorageFullException>(Merge);
        Assert.Equal(before, Look());
        store.BoundFiles(0, 0);
        Merge();
        Assert.Equal((before, 0), (Look(), Chunks()));
        await Reopen();
        Assert.Equal(before, Look());
    }

    [Theory]
    [InlineData("bytes")]
    [InlineData("entries")]
    public async Task A_damaged_chunk_is_named_with_its_file_and_shard(string column)
    {
        Change();
        Assert.NotEmpty(store.States.LoadStates(Ids(new(2))));
        using (var file = new SqliteFile(StatePath, readOnly: false, ""))
        {
            using var found = file.Prepare($"SELECT {column} FROM state_deltas WHERE shard_id = 2").Begin();
            Assert.True(found.Step());
            var damaged = found.Bytes(0);
            damaged[20] ^= 1;
            found.Dispose();
            file.Prepare($"UPDATE state_deltas SET {column} = ? WHERE shard_id = 2").Begin().Bind(1, damaged).Run();
        }
        Assert.All([() => store.States.LoadStates(Ids(new(2))), Merge], (Action read) => Check(Assert.Throws<InvalidDataException>(read)));
        Assert.NotEmpty(store.States.LoadStates(Ids(new(1))));
        await store.DisposeAsync();
        if (column == "entries") Check(Assert.Throws<InvalidDataException>(() => EmbeddedStore.Open(folders[^1].Path, clock, options)));

        void Check(InvalidDataException damage)
        {
            Assert.Contains(StatePath, damage.Message);
            Assert.Contains("shard 2 is damaged", damage.Message);
        }
    }

    [Fact]
    public void A_chunk_that_is_missing_is_damage()
    {
        Change();
        using (var file = new SqliteFile(StatePath, readOnly: false, "")) file.Execute("DELETE FROM state_deltas WHERE shard_id = 2");
        Assert.Contains("shard 2", Assert.Throws<InvalidDataException>(() => store.States.LoadStates(Ids(new(2)))).Message);
    }

    [Fact]
    public async Task A_file_without_chunks_is_taken_over_and_a_newer_one_refused()
    {
        Change();
        Merge();
        var before = Look();
        await store.DisposeAsync();
        using (var file = new SqliteFile(StatePath, readOnly: false, "")) file.Execute("DROP TABLE state_deltas; PRAGMA user_version = 2");
        await InitializeAsync();
        Assert.Equal(before, Look());
        await store.DisposeAsync();
        using (var file = new SqliteFile(StatePath, readOnly: false, "")) file.Execute("PRAGMA user_version = 4");
        Assert.Contains("reads up to 3", Assert.Throws<InvalidDataException>(() => EmbeddedStore.Open(folders[^1].Path, clock, options)).Message);
        using (var file = new SqliteFile(StatePath, readOnly: false, "")) file.Execute("PRAGMA user_version = 3");
        await InitializeAsync();
    }
}
