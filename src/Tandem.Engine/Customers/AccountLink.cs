using Tandem.Expressions.Values;
using Tandem.Primitives;

namespace Tandem.Engine.Customers;

/// <summary>An account (company) that the customer belongs to, with a copy of what rules may read of it. Immutable.</summary>
/// <param name="Since">When the customer was first said to belong to it.</param>
public sealed record AccountLink(EntityId Account, string GroupId, Instant Since)
{
    private static readonly IReadOnlyDictionary<string, Value> None = new Dictionary<string, Value>();

    /// <summary>The account's traits as its home told them last.</summary>
    public IReadOnlyDictionary<string, Value> Traits { get; init; } = None;

    /// <summary>The entry with which the account's home told them: what was told earlier may come later, by another way. None before the first.</summary>
    public Position Told { get; init; }

    /// <summary>Whether the traits are the same, value for value.</summary>
    public bool Says(IReadOnlyDictionary<string, Value> traits) =>
        traits.Count == Traits.Count && traits.All(trait => Traits.TryGetValue(trait.Key, out var known) && known.Equals(trait.Value));
}
