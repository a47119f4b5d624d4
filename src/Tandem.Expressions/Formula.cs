using System.Collections.Immutable;
using Tandem.Expressions.Evaluation;
using Tandem.Expressions.Explaining;
using Tandem.Expressions.Facts;
using Tandem.Expressions.Planning;
using Tandem.Expressions.Types;
using Tandem.Expressions.Values;
using Tandem.Primitives;

namespace Tandem.Expressions;

/// <summary>
/// An expression over a customer's facts whose value is asked for, of whatever type; one that is true or false is better
/// compiled as a <see cref="Rule"/>. Immutable and thread-safe.
/// </summary>
public sealed class Formula
{
    private readonly Compilation compilation;
    private readonly Declarations declarations;
    private readonly Limits limits;
    private readonly FactTable table = new();
    private readonly Step step;
    private readonly int localCount;

    private Formula(Compilation compilation, Declarations declarations, Limits limits)
    {
        (this.compilation, this.declarations, this.limits) = (compilation, declarations, limits);
        var planner = new Planner(declarations, limits, table);
        step = planner.Plan(compilation.Tree);
        localCount = planner.LocalCount;
    }

    public string Text => compilation.Source.Text;

    /// <summary>What checking found out about the value; <c>dyn</c> where only the facts can tell.</summary>
    public RuleType Type => compilation.Type;

    /// <inheritdoc cref="Rule.Warnings"/>
    public ImmutableArray<Error> Warnings => compilation.Warnings;

    /// <summary>The formula, or everything that is wrong with it, as <see cref="Rule.Compile(string, RuleScope)"/> tells it.</summary>
    /// <param name="vocabulary">The names of traits and events that are known; null for any.</param>
    public static Result<Formula> Compile(string text, RuleScope scope, Limits? bounds = null, Vocabulary? vocabulary = null)
    {
        var limits = bounds ?? Limits.Default;
        var declarations = Declarations.Of(scope, vocabulary);
        return Compilation.Of(text, declarations, limits).Map(compilation => new Formula(compilation, declarations, limits));
    }

    /// <summary>The value, which is an error where data is missing or does not fit.</summary>
    public Value Evaluate(FactSource facts)
    {
        facts.Begin(table, limits.MaxWork);
        var frame = new Frame(facts, [], new Value[localCount], limits.MaxWork);
        return frame.Finish(step(ref frame));
    }

    /// <inheritdoc cref="Rule.Explain"/>
    public Explanation Explain(FactSource facts) => Explainer.Explain(compilation.Tree, compilation.Source, declarations, limits, table, facts);
}
