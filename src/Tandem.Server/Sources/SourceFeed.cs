using System.Net.ServerSentEvents;
using System.Runtime.CompilerServices;

namespace Tandem.Server.Sources;

/// <summary>What comes in from a source as server-sent events: <c>interaction</c> and <c>reject</c>.</summary>
public static class SourceFeed
{
    /// <summary>A screen shows no more: of fast traffic only this much is sent, and the rest is left out.</summary>
    private const int Burst = 50;

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(250);

    /// <param name="first">The name of an event that is sent at once, when nothing is missed any more.</param>
    public static async IAsyncEnumerable<SseItem<object>> Follow(KnownSource source, ItemFilter filter, string first, [EnumeratorCancellation] CancellationToken gone = default)
    {
        using var watch = source.Traffic.Watch();
        // Sends the head at once, so that a browser knows it is connected to a quiet source.
        yield return new(new { source = source.Source.Name }, first);
        var sent = 0;
        while (await watch.MoreComes(gone))
        {
            if (!watch.TryRead(out var item) || !filter.Lets(item)) continue;
            yield return item switch
            {
                LiveItem.Accepted accepted => new(accepted.ToModel(), "interaction"),
                LiveItem.Refused refused => new(refused.Reject.ToModel(), "reject"),
                _ => throw new InvalidOperationException($"A live item of a new kind: {item}."),
            };
            if (++sent % Burst == 0) await Task.Delay(Pause, CancellationToken.None);
        }
    }
}
