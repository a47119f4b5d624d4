using Tandem.Expressions.Evaluation;
using Tandem.Expressions.Facts;
using Tandem.Expressions.Planning;
using Tandem.Expressions.Types;
using Tandem.Expressions.Values;
using Tandem.Primitives;

namespace Tandem.Expressions;

/// <summary>An expression over declared variables, without facts: the bare language. Immutable and thread-safe.</summary>
public sealed class Program
{
    // A program reads no facts.
    private static readonly FactTable NoTable = new();

    private readonly Declarations declarations;
    private readonly Limits limits;
    private readonly Step step;
    private readonly int localCount;

    private Program(string text, Declarations declarations, Limits limits, RuleType type, Step step, int localCount)
    {
        Text = text;
        Type = type;
        this.declarations = declarations;
        this.limits = limits;
        this.step = step;
        this.localCount = localCount;
    }

    public string Text { get; }

    /// <summary>What checking found out about the result; <c>dyn</c> without a check.</summary>
    public RuleType Type { get; }

    /// <param name="check">False goes straight from the tree to the plan; what checking would refuse is then an error value.</param>
    /// <param name="macros">False takes <c>has</c>, <c>all</c> and the other forms for calls of functions, which there are not.</param>
    public static Result<Program> Compile(string text, Declarations declarations, bool check = true, Limits? limits = null, bool macros = true)
    {
        var bounds = limits ?? Limits.Default;
        return Compilation.Of(text, declarations, bounds, check, macros).Map(compilation =>
        {
            var planner = new Planner(declarations, bounds, NoTable);
            var step = planner.Plan(compilation.Tree);
            return new Program(text, declarations, bounds, compilation.Type, step, planner.LocalCount);
        });
    }

    /// <summary>The value; an error where something failed. A declared variable that is not bound is an error where it is read.</summary>
    public Value Evaluate(IReadOnlyDictionary<string, Value> bindings)
    {
        var variables = new Value[declarations.Variables.Length];
        for (var slot = 0; slot < variables.Length; slot++)
        {
            var name = declarations.Variables[slot].Name;
            variables[slot] = bindings.TryGetValue(name, out var value) ? value : Failures.Unknown($"value for `{name}`");
        }
        var frame = new Frame(NoFacts.Instance, variables, new Value[localCount], limits.MaxWork);
        return frame.Finish(step(ref frame));
    }
}
