namespace Tandem.Cli.Importing;

/// <summary>What to import, and where its traces go.</summary>
public sealed record ImportOptions
{
    public required string File { get; init; }

    public required string State { get; init; }

    public required string Rejects { get; init; }

    public required bool Historical { get; init; }

    /// <summary>Go on where the state ends; without it, a state in the way is an error.</summary>
    public bool Resume { get; init; }

    /// <summary>Begin anew although there is a state.</summary>
    public bool Restart { get; init; }

    /// <summary>Batches on their way at the same time, 1 to 16.</summary>
    public int InFlight { get; init; } = 3;
}
