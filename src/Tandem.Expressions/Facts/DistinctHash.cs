using Tandem.Expressions.Past;
using Tandem.Expressions.Values;
using Tandem.Primitives;

namespace Tandem.Expressions.Facts;

/// <summary>
/// What <see cref="AggregateFunction.Distinct"/> tells values apart by: XXH64 of the normal bytes
/// (<see cref="ValueBytes.WriteNormal"/>) of the value in which every number that is whole became an int, or a uint where
/// an int is too small. So 1, 1u and 1.0 have one. Stored figures depend on it: it never changes.
/// </summary>
public static class DistinctHash
{
    /// <summary>False for values that are not counted: null, errors and NaN.</summary>
    public static bool TryOf(Value value, out ulong hash)
    {
        if (!DistinctValue.Counts(value))
        {
            hash = 0;
            return false;
        }
        var bytes = new ByteWriter(64);
        ValueBytes.WriteNormal(bytes, DistinctValue.KeyOf(value));
        hash = Xxh64.Hash(bytes.Span);
        return true;
    }
}
