namespace Tandem.Governance.Definitions;

/// <summary>
/// Says whether definitions of one kind may be live together with all others. There is one for each kind, and a kind is
/// known because it has one. Must be thread-safe, must not throw for anything an author can write, and must not read
/// anything but what it is given: the same definitions always get the same answer.
/// </summary>
public interface IDefinitionValidator
{
    string Kind { get; }

    /// <summary>
    /// Checks each definition of the kind in the ruleset, alone and against the others: those that change now and those
    /// that stay, which a change of something else may break.
    /// </summary>
    void Check(Ruleset ruleset, Findings findings);
}
