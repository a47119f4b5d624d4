using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using Tandem.Engine.Interactions;
using Tandem.Engine.Journal;
using Tandem.Primitives;

namespace Tandem.Server.Sources;

/// <summary>
/// Names an accepted interaction before it has a position, and ever after: by the receipt of its call, its shard,
/// and a hash of its source and message id.
/// </summary>
/// <param name="Count">How many interactions the call accepted.</param>
/// <param name="Shard">In which it was put: that of its strongest identity.</param>
/// <param name="Message"><see cref="Interaction.DedupeHash"/>.</param>
public readonly record struct ItemId(Receipt Receipt, int Count, ShardId Shard, ulong Message)
{
    private const int MostShards = 1_024;

    /// <param name="shardCount">Of the workspace.</param>
    public static ItemId Of(Interaction interaction, Receipt receipt, int count, int shardCount) => new(receipt, count, interaction.Identities[0].Shard(shardCount), interaction.DedupeHash);

    public static bool TryParse(string text, [NotNullWhen(true)] out ItemId? id)
    {
        id = null;
        if (text.Split('-') is not [var receipt, var count, var shard, var message]) return false;
        if (!long.TryParse(receipt, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            || !int.TryParse(count, NumberStyles.None, CultureInfo.InvariantCulture, out var accepted) || accepted is < 1 or > TrackingLimits.BatchItems
            || !int.TryParse(shard, NumberStyles.None, CultureInfo.InvariantCulture, out var home) || home >= MostShards
            || message.Length != 16 || !ulong.TryParse(message, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var messageHash)) return false;
        id = new(new(number), accepted, new(home), messageHash);
        return true;
    }

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Receipt.Value}-{Count}-{Shard.Value}-{Message:x16}");
}
