using Tandem.Expressions.Evaluation;
using Tandem.Expressions.Values;

namespace Tandem.Expressions.Facts;

/// <summary>The facts of a program, which has variables instead.</summary>
internal sealed class NoFacts : FactSource
{
    public static readonly NoFacts Instance = new();

    protected override Value Read(Fact fact) => Failures.NoSuchKey(fact.Name);
}
