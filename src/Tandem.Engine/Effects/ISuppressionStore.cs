namespace Tandem.Engine.Effects;

/// <summary>Where the suppression list is kept. Thread-safe; what it wrote is durable when it returns.</summary>
public interface ISuppressionStore
{
    IReadOnlyList<Suppression> ReadAll();

    /// <summary>Adds one, in the place of the one that its channel and address had.</summary>
    void Put(Suppression suppression);

    void Remove(string channel, string address);
}
