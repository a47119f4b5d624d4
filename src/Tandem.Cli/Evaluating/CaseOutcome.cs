namespace Tandem.Cli.Evaluating;

/// <summary>What became of one case.</summary>
/// <param name="Title">Section and name.</param>
/// <param name="Expected">What the case says, in words.</param>
/// <param name="Got">What came instead; null when the case passed.</param>
public sealed record CaseOutcome(string Title, string Expression, string Expected, string? Got)
{
    public bool Passed => Got is null;

    public override string ToString() => Got is null ? $"{Title}: passed" : $"{Title}\n  expression: {Indented(Expression)}\n  expected:   {Expected}\n  got:        {Indented(Got)}";

    private static string Indented(string text) => text.TrimEnd().ReplaceLineEndings("\n              ");
}
