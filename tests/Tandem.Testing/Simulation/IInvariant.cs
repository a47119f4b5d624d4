namespace Tandem.Testing.Simulation;

/// <summary>Something that holds of every workspace at rest, whatever happened before.</summary>
internal interface IInvariant
{
    /// <exception cref="InvariantBrokenException">It does not hold.</exception>
    void Check(AtRest rest);
}
