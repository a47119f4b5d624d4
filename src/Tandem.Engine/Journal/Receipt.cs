using System.Globalization;

namespace Tandem.Engine.Journal;

/// <summary>
/// What an inbox gives for arrivals that are durable: whoever keeps it can ask later whether they are folded. What the
/// number means is the store's own matter; of two receipts of one caller the later one is not less.
/// </summary>
public readonly record struct Receipt(long Value)
{
    public override string ToString() => Value.ToString(CultureInfo.InvariantCulture);
}
