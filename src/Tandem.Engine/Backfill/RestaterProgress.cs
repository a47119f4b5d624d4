namespace Tandem.Engine.Backfill;

public enum RestaterPhase
{
    /// <summary>Everybody is as the present rules say.</summary>
    Done,

    /// <summary>The journal is read.</summary>
    Reading,

    /// <summary>Pasts are brought to their customers.</summary>
    Bringing,

    /// <summary>Everybody is decided anew.</summary>
    Deciding,
}

/// <param name="Share">Of the phase, 0 to 1.</param>
public sealed record RestaterProgress(RestaterPhase Phase, double Share)
{
    /// <summary>Of all phases, 0 to 1.</summary>
    public double Overall => Phase switch
    {
        RestaterPhase.Reading => 0.4 * Share,
        RestaterPhase.Bringing => 0.4 + 0.3 * Share,
        // Never 1 before it is over.
        RestaterPhase.Deciding => 0.7 + 0.29 * Share,
        _ => 1,
    };

    public static RestaterProgress Done { get; } = new(RestaterPhase.Done, 1);
}
