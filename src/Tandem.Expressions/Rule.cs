using Tandem.Expressions.Evaluation;
using Tandem.Expressions.Explaining;
using Tandem.Expressions.Facts;
using Tandem.Expressions.Planning;
using Tandem.Expressions.Planning.Conditions;
using Tandem.Expressions.Syntax;
using Tandem.Expressions.Types;
using Tandem.Expressions.Values;
using Tandem.Primitives;

namespace Tandem.Expressions;

/// <summary>A condition on a customer, parsed, checked and planned once. Immutable and thread-safe.</summary>
public sealed class Rule
{
    private static readonly Value[] Nothing = [];

    private readonly Compilation compilation;
    private readonly Declarations declarations;
    private readonly Limits limits;
    private readonly FactTable table;
    private readonly int factCount;
    private readonly Condition condition;
    private readonly Step step;
    private readonly int localCount;
    private readonly long work;

    private Rule(Compilation compilation, Declarations declarations, Limits limits, FactTable table)
    {
        this.compilation = compilation;
        this.declarations = declarations;
        this.limits = limits;
        this.table = table;
        work = limits.MaxWork;
        var planner = new Planner(declarations, limits, table);
        step = planner.Plan(compilation.Tree);
        localCount = planner.LocalCount;
        condition = new ConditionPlanner(declarations, limits, table).Plan(compilation.Tree);
        factCount = table.Count;
        Reads = ReadsFinder.In(compilation.Tree, declarations.Scope ?? RuleScope.Segment);
    }

    public string Text => compilation.Source.Text;

    public RuleReads Reads { get; }

    /// <summary>The rule, or everything that is wrong with it: each error with line, column, the line with a caret, and what would be right.</summary>
    public static Result<Rule> Compile(string text, RuleScope scope) => Compile(text, scope, new FactTable());

    /// <inheritdoc cref="Compile(string, RuleScope)"/>
    /// <param name="table">One for all rules that are evaluated over the same customers: what one rule read is there for the others.</param>
    public static Result<Rule> Compile(string text, RuleScope scope, FactTable table, Limits? bounds = null)
    {
        var limits = bounds ?? Limits.Default;
        var declarations = scope == RuleScope.Segment ? Declarations.Segment : Declarations.Journey;
        return Compilation.Of(text, declarations, limits).Then(compilation => compilation.Type.Fits(RuleType.Bool)
            ? Result.Ok(new Rule(compilation, declarations, limits, table))
            : compilation.Source.Describe(new Problem("not_a_condition", $"A rule is true or false; this is {compilation.Type}.", compilation.Tree.Span, "Compare it with something: customer.traits.age >= 18")));
    }

    /// <summary>The value, which is an error where data is missing or does not fit.</summary>
    public Value Evaluate(FactSource facts)
    {
        facts.Begin(table, factCount, limits.MaxWork);
        var frame = new Frame(facts, Nothing, localCount == 0 ? Nothing : new Value[localCount], limits.MaxWork);
        return frame.Finish(step(ref frame));
    }

    /// <summary>Whether the rule is true of these facts, false or an error. Allocates nothing for conditions on facts.</summary>
    public Outcome Test(FactSource facts)
    {
        facts.MetError = false;
        if (Holds(facts)) return Outcome.True;
        return !facts.MetError || condition.Fails(facts) ? Outcome.False : Outcome.Error;
    }

    /// <summary>Whether the rule is true of these facts; an error counts as false.</summary>
    public bool Holds(FactSource facts)
    {
        facts.Begin(table, factCount, work);
        return condition.Holds(facts);
    }

    /// <summary>Why the rule has its value: the values of its parts and what they mean, down to the facts.</summary>
    public Explanation Explain(FactSource facts) => new Explainer(compilation.Source, declarations, limits, table, facts).Explain(compilation.Tree);
}
