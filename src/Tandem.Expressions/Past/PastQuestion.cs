using System.Collections.Frozen;
using System.Collections.Immutable;
using Tandem.Expressions.Facts;

namespace Tandem.Expressions.Past;

/// <summary>What may be asked of events, at the end of <c>events("A")….count()</c>.</summary>
/// <param name="Operand">What is said of each event, as an example; null where the brackets are empty.</param>
internal sealed record PastQuestion(string Name, AggregateFunction Function, FactForm Form = FactForm.Value, string? Operand = null)
{
    public static readonly ImmutableArray<PastQuestion> All =
    [
        new("count", AggregateFunction.Count),
        new("any", AggregateFunction.Count, FactForm.Any),
        new("none", AggregateFunction.Count, FactForm.None),
        new("first", AggregateFunction.First),
        new("last", AggregateFunction.Last),
        new("sum", AggregateFunction.Sum, FactForm.Value, "e.properties.total"),
        new("avg", AggregateFunction.Average, FactForm.Value, "e.properties.total"),
        new("min", AggregateFunction.Min, FactForm.Value, "e.properties.total"),
        new("max", AggregateFunction.Max, FactForm.Value, "e.properties.total"),
        new("distinct", AggregateFunction.Distinct, FactForm.Value, "e.properties.category"),
    ];

    private static readonly FrozenDictionary<string, PastQuestion> ByName = All.ToFrozenDictionary(question => question.Name);
    private static readonly FrozenDictionary<AggregateFunction, string> Names = All.DistinctBy(question => question.Function).ToFrozenDictionary(question => question.Function, question => question.Name);

    /// <summary>As an author would write it.</summary>
    public string Example => Operand is null ? $".{Name}()" : $".{Name}(e, {Operand})";

    public static PastQuestion? Find(string name) => ByName.GetValueOrDefault(name);

    /// <summary>The one that is printed, of those with one function.</summary>
    public static string NameOf(AggregateFunction function) => Names[function];
}
