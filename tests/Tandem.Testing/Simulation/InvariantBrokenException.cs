namespace Tandem.Testing.Simulation;

/// <summary>Something does not hold that must always hold.</summary>
public sealed class InvariantBrokenException(string invariant, string detail) : Exception($"{invariant}: {detail}")
{
    public string Invariant { get; } = invariant;
}
