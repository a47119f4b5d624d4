using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using Tandem.Engine.Identities;
using Tandem.Engine.Interactions;
using Tandem.Engine.Journal;
using Tandem.Primitives;

namespace Tandem.Server.Sources;

/// <summary>
/// Names an accepted interaction before it has a position, and ever after: by the receipt of its call, and by hashes of its
/// first identity and of its source and message id.
/// </summary>
/// <param name="Count">How many interactions the call accepted.</param>
/// <param name="Identity">Of its first identity; says in which shard it was put.</param>
/// <param name="Message"><see cref="Interaction.DedupeHash"/>.</param>
public readonly record struct ItemId(Receipt Receipt, int Count, ulong Identity, ulong Message)
{
    public static ItemId Of(Interaction interaction, Receipt receipt, int count) => new(receipt, count, interaction.Identities[0].Hash, interaction.DedupeHash);

    public ShardId Shard(int shardCount) => Engine.Identities.Identity.ShardOf(Identity, shardCount);

    public static bool TryParse(string text, [NotNullWhen(true)] out ItemId? id)
    {
        id = null;
        if (text.Split('-') is not [var receipt, var count, var identity, var message]) return false;
        if (!long.TryParse(receipt, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            || !int.TryParse(count, NumberStyles.None, CultureInfo.InvariantCulture, out var accepted) || accepted is < 1 or > TrackingLimits.BatchItems
            || identity.Length != 16 || !ulong.TryParse(identity, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var identityHash)
            || message.Length != 16 || !ulong.TryParse(message, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var messageHash)) return false;
        id = new(new(number), accepted, identityHash, messageHash);
        return true;
    }

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Receipt.Value}-{Count}-{Identity:x16}-{Message:x16}");
}
