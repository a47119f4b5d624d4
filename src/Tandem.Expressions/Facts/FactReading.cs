using Tandem.Expressions.Past;
using Tandem.Expressions.Syntax;

namespace Tandem.Expressions.Facts;

/// <summary>What a part of the tree asks of the host: a fact, a fact asked for wrongly, or (<c>default</c>) nothing.</summary>
/// <param name="Past">A question to the past as it was written; its expressions are not checked yet.</param>
internal readonly record struct FactReading(Fact? Fact, Problem? Problem, FactForm Form = FactForm.Value, PastAsked? Past = null)
{
    public static implicit operator FactReading(Fact fact) => new(fact, null);

    public static implicit operator FactReading(Problem problem) => new(null, problem);
}
