namespace Tandem.Cli.Evaluating;

/// <summary>One thing that a file of cases says about the rule language.</summary>
public interface ICase
{
    /// <summary>Tries it. Never throws for what the case or the expression says.</summary>
    CaseOutcome Run();
}
