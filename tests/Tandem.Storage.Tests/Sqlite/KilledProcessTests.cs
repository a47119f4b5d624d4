using System.Diagnostics;
using System.Text;
using Tandem.Primitives;
using Tandem.Storage.Sqlite;

namespace Tandem.Storage.Tests.Sqlite;

/// <summary>Kills a real process that accepts, folds, merges and seals, again and again, and looks at what it leaves.</summary>
public sealed class KilledProcessTests : IDisposable
{
    private readonly TempFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task Everything_acknowledged_is_there_exactly_once_after_kills_at_random_moments()
    {
        var acknowledged = new List<string>();
        // Seeded, so that a failure can be looked at again with about the same moments.
        var random = new Random(20260101);
        for (var run = 0; run < 5; run++) acknowledged.AddRange(await RunAndKill(run, TimeSpan.FromMilliseconds(random.Next(20, 500))));
        Assert.NotEmpty(acknowledged);

        await using var store = EmbeddedStore.Open(folder.Path, TimeProvider.System, new());
        Assert.True(Directory.GetFiles(Path.Combine(folder.Path, "journal"), "*.part").Length > 1);
        var entries = store.Journal.Read(default).ToList();
        var names = entries.Select(entry => Encoding.UTF8.GetString(entry.Payload.Span)).ToList();
        Assert.Equal(names.Count, names.Distinct().Count());
        Assert.Empty(acknowledged.Except(names));
        Assert.Equal(Enumerable.Range(1, entries.Count).Select(i => (long)i), entries.Select(entry => entry.Position.Value));
        for (var shard = 0; shard < store.Shards.ShardCount; shard++)
        {
            using var turn = store.Shards.TryOpen(new(shard))!;
            var (position, head) = turn.Restore();
            var folded = head.IsEmpty ? 0 : BitConverter.ToInt64(head.Span);
            Assert.Equal(entries.Count(entry => entry.Shard.Value == shard && entry.Position <= position), folded);
            foreach (var state in turn.LoadStates(turn.LoadIds(default, 100)))
            {
                var (number, customer) = (BitConverter.ToInt64(state.Work.Span), state.Id.Value - EntityId.Make(new(shard), EntityKind.Customer, 1).Value);
                if (customer == 0) Assert.Equal(folded, number);
                else Assert.Equal((customer, true), (1 + number % 50, number <= folded));
            }
        }
    }

    private async Task<List<string>> RunAndKill(int run, TimeSpan after)
    {
        using var process = Process.Start(new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "Tandem.Storage.Crash.dll"), folder.Path, $"{run}"])
        {
            RedirectStandardOutput = true,
        })!;
        var lines = new List<string>();
        // The process has begun its work when the first entry is acknowledged.
        if (await process.StandardOutput.ReadLineAsync() is { } first) lines.Add(first);
        var reading = Task.Run(async () =>
        {
            while (await process.StandardOutput.ReadLineAsync() is { } line) lines.Add(line);
        });
        await Task.Delay(after);
        process.Kill();
        await process.WaitForExitAsync();
        await reading;
        // The last line may be cut in the middle of a name.
        if (lines.Count > 0) lines.RemoveAt(lines.Count - 1);
        return lines;
    }
}
