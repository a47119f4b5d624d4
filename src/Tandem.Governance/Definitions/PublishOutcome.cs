namespace Tandem.Governance.Definitions;

/// <summary>What became of definitions that somebody wanted live. Being live at once is the only way so far: decision rights add that it waits for a yes.</summary>
public abstract record PublishOutcome
{
    private PublishOutcome()
    {
    }

    /// <summary>They are live.</summary>
    /// <param name="Ruleset">The number of the ruleset that holds them.</param>
    /// <param name="Definitions">In the order in which they were given, with their versions.</param>
    /// <param name="Changed">False where all were live already, word for word, and nothing was done.</param>
    public sealed record Live(int Ruleset, IReadOnlyList<Definition> Definitions, bool Changed) : PublishOutcome;
}
