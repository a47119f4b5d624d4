using System.Diagnostics.CodeAnalysis;
using System.Threading.Channels;

namespace Tandem.Server.Sources;

/// <summary>Somebody who watches a source. For one reader.</summary>
public sealed class SourceWatch(ChannelReader<LiveItem> reader, Action end) : IDisposable
{
    /// <summary>Waits for something to read; false when the reader stops, which is no failure.</summary>
    public async ValueTask<bool> MoreComes(CancellationToken stop)
    {
        try
        {
            return await reader.WaitToReadAsync(stop);
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }

    public bool TryRead([MaybeNullWhen(false)] out LiveItem item) => reader.TryRead(out item);

    public void Dispose() => end();
}
