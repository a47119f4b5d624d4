using Microsoft.Extensions.Logging.Abstractions;
using Tandem.Governance.Tests.Documents;
using Tandem.Primitives;
using Tandem.Server.Operations;
using Tandem.Server.Sources;

namespace Tandem.Server.Tests.Sources;

public sealed class RejectLogTests : IDisposable
{
    private readonly RejectLog log = new(new MemoryDocuments(), new(0, TimeProvider.System, NullLogger<StorageHealth>.Instance));

    public void Dispose() => log.Dispose();

    [Fact]
    public async Task A_reject_reads_back_as_it_was()
    {
        var reject = Reject(1) with { Index = 3, Errors = [new("missing", "No userId.") { Path = "batch[3].userId", Line = 1, Column = 2, Hint = "Send one." }] };
        await log.Add("shop", [reject]);
        var read = Assert.Single(log.Read("shop", null, 10).Rejects);
        Assert.Equal(reject.Errors, read.Errors);
        Assert.Equal(reject with { Errors = [] }, read with { Errors = [] });
    }

    [Fact]
    public async Task Rejects_of_many_calls_at_once_are_all_kept()
    {
        await Task.WhenAll(Enumerable.Range(0, 200).Select(i => Task.Run(() => log.Add(i % 2 == 0 ? "shop" : "app", [Reject(i), Reject(i)]))));
        Assert.Equal(200, log.Read("shop", null, 1_000).Rejects.Count);
        Assert.Equal(100, log.Read("app", null, 1_000).Rejects.DistinctBy(reject => reject.Body).Count());
    }

    [Fact]
    public async Task The_newest_10000_of_a_source_are_kept()
    {
        for (var i = 0; i < 12; i++) await log.Add("shop", [.. Enumerable.Range(i * 1_000, 1_000).Select(Reject)]);
        await log.Add("app", [Reject(0)]);
        var kept = log.Read("shop", null, 20_000).Rejects;
        Assert.Equal((RejectLog.Kept, "11999"), (kept.Count, kept[0].Body));
        Assert.Single(log.Read("app", null, 10).Rejects);
    }

    private static Reject Reject(int number) => new($"id-{number}", new Instant(number), null, [], number.ToString(), "/v1/track");
}
