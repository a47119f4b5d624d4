using Tandem.Engine.Journal;
using Tandem.Primitives;
using Tandem.Server.Api.Tracking;
using Tandem.Server.Operations.Metrics;
using Tandem.Server.Privacy;

namespace Tandem.Server.Sources;

/// <summary>
/// Sends rejected items again, mended, on the way that all interactions take. Each is sent once, however often and by however
/// many it is asked for. Thread-safe.
/// </summary>
/// <param name="shardCount">Of the workspace.</param>
public sealed class RejectSending(IInbox inbox, MendedRejects mended, SuppressedIdentities suppressed, TrackingCounts counts, TimeProvider time, int shardCount)
{
    /// <summary>The code of the error where somebody else is sending it.</summary>
    public const string BeingSent = "being_sent";

    /// <summary>The code of the error where an identity in it is kept out.</summary>
    public const string KeptOut = "kept_out";

    /// <param name="text">The item as it is to be sent.</param>
    /// <param name="by">Who does it.</param>
    /// <returns>What was noted, also where it had been sent before; or why it cannot be sent.</returns>
    /// <exception cref="StorageFullException">Nothing was sent.</exception>
    /// <exception cref="OverloadedException">Nothing was sent.</exception>
    public async Task<Result<MendedReject>> Send(KnownSource source, Reject reject, string text, string by)
    {
        var name = source.Source.Name;
        if (mended.Find(name, reject.Id) is { IsSent: true } before) return before;
        if (!RejectReading.Read(reject, source.Source.Number, text).TryGet(out var items, out var errors)) return Result.Fail<MendedReject>(errors);
        if (items.Any(item => suppressed.Has(item.Interaction.Identities)))
            return new Error(KeptOut, "It shows somebody who was erased and is kept out.") { Hint = "Whoever is kept out stands under Settings, Privacy." };
        var now = Instant.From(time.GetUtcNow());
        if (!mended.TryBegin(name, reject.Id, by, now))
        {
            return mended.Find(name, reject.Id) is { IsSent: true } done
                ? done
                : new Error(BeingSent, "Somebody is sending it at this moment.") { Hint = "Look again in a few seconds." };
        }
        Receipt receipt;
        try
        {
            receipt = await inbox.Accept(Arrivals.Of(items, shardCount));
        }
        catch (Exception exception) when (exception is StorageFullException or OverloadedException)
        {
            mended.GiveUp(name, reject.Id);
            throw;
        }
        var sent = new MendedReject(now, by, true, [.. items.Select(item => ItemId.Of(item.Interaction, receipt, items.Count, shardCount).ToString())]);
        mended.Done(name, reject.Id, sent);
        source.Traffic.Accepted(items, receipt, now, shardCount);
        counts.Accepted(items);
        return sent;
    }
}
