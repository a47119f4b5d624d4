using System.Collections.Immutable;
using Tandem.Expressions.Checking;
using Tandem.Expressions.Evaluation;
using Tandem.Expressions.Explaining;
using Tandem.Expressions.Facts;
using Tandem.Expressions.Planning;
using Tandem.Expressions.Syntax;
using Tandem.Expressions.Types;
using Tandem.Expressions.Values;
using Tandem.Primitives;

namespace Tandem.Expressions;

/// <summary>A condition on a customer, parsed, checked and planned once. Immutable and thread-safe.</summary>
public abstract class Rule
{
    private static readonly Value[] Nothing = [];

    private readonly RulePlan plan;

    private protected Rule(RulePlan plan)
    {
        this.plan = plan;
        Reads = ReadsFinder.In(plan.Compilation.Tree, plan.Declarations.Scope ?? RuleScope.Segment);
    }

    public string Text => plan.Compilation.Source.Text;

    public RuleReads Reads { get; }

    /// <summary>Names of traits and events that an open <see cref="Vocabulary"/> has not; each as errors are, with its place.</summary>
    public ImmutableArray<Error> Warnings => plan.Compilation.Warnings;

    /// <summary>The rule, or everything that is wrong with it: each error with line, column, the line with a caret, and what would be right.</summary>
    public static Result<Rule> Compile(string text, RuleScope scope) => Compile(text, scope, new FactTable());

    /// <inheritdoc cref="Compile(string, RuleScope)"/>
    /// <param name="table">One for all rules that are evaluated over the same customers: what one rule read is there for the others. All are compiled before the first is evaluated.</param>
    /// <param name="vocabulary">The names of traits and events that are known; null for any.</param>
    public static Result<Rule> Compile(string text, RuleScope scope, FactTable table, Limits? bounds = null, Vocabulary? vocabulary = null)
    {
        var limits = bounds ?? Limits.Default;
        var declarations = Declarations.Of(scope, vocabulary);
        return Compilation.Of(text, declarations, limits).Then(compilation => compilation.Type.Fits(RuleType.Bool)
            ? Result.Ok(RulePlan.Of(compilation, declarations, limits, table).ToRule())
            : compilation.Source.Describe(new Problem("not_a_condition", $"A rule is true or false; this is {compilation.Type}.", compilation.Tree.Span, "Compare it with something: customer.traits.age >= 18")));
    }

    /// <summary>The value, which is an error where data is missing or does not fit.</summary>
    public Value Evaluate(FactSource facts)
    {
        var (step, localCount) = plan.Steps.Value;
        facts.Begin(plan.Table, plan.Limits.MaxWork);
        var frame = new Frame(facts, Nothing, localCount == 0 ? Nothing : new Value[localCount], plan.Limits.MaxWork);
        return frame.Finish(step(ref frame));
    }

    /// <summary>Whether the rule is true of these facts; an error counts as false. Allocates nothing for conditions on facts.</summary>
    public abstract bool Holds(FactSource facts);

    /// <summary>As <see cref="Holds"/>, telling false from an error.</summary>
    public Outcome Test(FactSource facts)
    {
        facts.MetError = false;
        if (Holds(facts)) return Outcome.True;
        return !facts.MetError || Fails(facts) ? Outcome.False : Outcome.Error;
    }

    /// <summary>Errors for the facts that a host cannot answer, each at the place where the rule asks for it; no more than anybody reads, as of checking.</summary>
    /// <param name="why">Null for a fact that the host answers.</param>
    public ImmutableArray<Error> Refused(Func<Fact, Error?> why) =>
    [
        .. ReadsFinder.FactsIn(plan.Compilation.Tree, plan.Declarations.Scope ?? RuleScope.Segment)
            .Select(read => why(read.Fact) is { } error ? plan.Compilation.Source.Describe(new Problem(error.Code, error.Message, PlaceOf(read), error.Hint)) : null)
            .OfType<Error>().Take(Checker.MostProblems),
    ];

    /// <summary>Why the rule has its value: the values of its parts and what they mean, down to the facts.</summary>
    public Explanation Explain(FactSource facts) => Explainer.Explain(plan.Compilation.Tree, plan.Compilation.Source, plan.Declarations, plan.Limits, plan.Table, facts);

    private protected abstract bool Fails(FactSource facts);

    /// <summary>Of a segment its name, which is what can be wrong with it.</summary>
    private static TextSpan PlaceOf((Node Node, Fact Fact) read) =>
        read is { Fact.Kind: FactKind.Segment, Node: Call { Arguments: [var name] } } ? name.Span : read.Node.Span;
}
