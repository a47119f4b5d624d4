using Tandem.Expressions.Syntax;

namespace Tandem.Expressions.Facts;

/// <summary>What a part of the tree asks of the host: a fact, a fact asked for wrongly, or (<c>default</c>) nothing.</summary>
internal readonly record struct FactReading(Fact? Fact, Problem? Problem, FactForm Form = FactForm.Value)
{
    public static implicit operator FactReading(Fact fact) => new(fact, null);

    public static implicit operator FactReading(Problem problem) => new(null, problem);
}
