using System.Net.ServerSentEvents;
using System.Runtime.CompilerServices;
using System.Threading.Channels;
using Tandem.Server.Sources;

namespace Tandem.Server.Overview;

/// <summary>All that one tab of the console follows, over one connection: the overview, and what comes from a source.</summary>
public static class LiveFeed
{
    private static readonly BoundedChannelOptions InHand = new(20);

    /// <param name="source">What comes from it is told too; null for none.</param>
    /// <param name="stopping">Watchers must not hold up a server that stops.</param>
    public static async IAsyncEnumerable<SseItem<object>> Follow(
        LiveOverview live, KnownSource? source, ItemFilter filter, CancellationToken stopping, [EnumeratorCancellation] CancellationToken gone = default)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(stopping, gone);
        var channel = Channel.CreateBounded<SseItem<object>>(InHand);
        List<Task> writers = [Write(Overviews(live, either.Token), channel.Writer, either.Token)];
        if (source is not null) writers.Add(Write(SourceFeed.Follow(source, filter, "source", either.Token), channel.Writer, either.Token));
        _ = Task.WhenAll(writers).ContinueWith(_ => channel.Writer.TryComplete(), TaskScheduler.Default);
        try
        {
            await foreach (var item in channel.Reader.ReadAllAsync(CancellationToken.None)) yield return item;
        }
        finally
        {
            await either.CancelAsync();
            await Task.WhenAll(writers);
        }
    }

    /// <summary>Ends without a word when nobody reads any more.</summary>
    private static async Task Write(IAsyncEnumerable<SseItem<object>> items, ChannelWriter<SseItem<object>> to, CancellationToken cancelled)
    {
        try
        {
            await foreach (var item in items) await to.WriteAsync(item, cancelled);
        }
        catch (OperationCanceledException) when (cancelled.IsCancellationRequested)
        {
        }
    }

    private static async IAsyncEnumerable<SseItem<object>> Overviews(LiveOverview live, [EnumeratorCancellation] CancellationToken cancelled)
    {
        yield return new(live.Latest, "overview");
        while (true) yield return new(await live.Next(cancelled), "overview");
    }
}
