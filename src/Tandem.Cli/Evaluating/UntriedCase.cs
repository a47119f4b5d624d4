namespace Tandem.Cli.Evaluating;

/// <summary>A case that asks for what the language here does not have; it counts as failed.</summary>
public sealed record UntriedCase(string Title, string Expression, string Reason) : ICase
{
    public CaseOutcome Run() => new(Title, Expression, "that it can be tried", Reason);
}
