namespace Tandem.Testing.Simulation;

/// <summary>A plan in which something did not hold.</summary>
/// <param name="Invariant">What did not hold: a sentence, or the type of the exception that the engine threw.</param>
/// <param name="Plan">As short as it could be made.</param>
public sealed record SeedFailure(int Seed, string Invariant, string Detail, Plan Plan)
{
    public override string ToString() => $"""
        Seed {Seed}: “{Invariant}” does not hold.
        {Detail}
        The shortest plan that shows it: {Plan}Run it again: ./dev simulate {(Plan.Nodes > 1 ? "--cluster " : "")}--seed {Seed}
        """;
}
