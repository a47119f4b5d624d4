using System.Collections.Immutable;
using Tandem.Expressions.Facts;
using Tandem.Expressions.Functions;
using Tandem.Expressions.Past;
using Tandem.Expressions.Syntax;
using Tandem.Expressions.Types;
using Tandem.Expressions.Values;

namespace Tandem.Expressions.Checking;

/// <summary>
/// Finds what cannot be right whatever the data: unknown names and functions, facts asked for wrongly, and operators on
/// types that they never take. Goes on after a mistake, so that an author sees several at once.
/// </summary>
internal sealed partial class Checker
{
    internal const int MostProblems = 20;

    private readonly Declarations declarations;
    private readonly ImmutableArray<Problem>.Builder problems;

    // The names around what is said of one event, which cannot read them; null elsewhere.
    private readonly string[]? outside;

    private int patternParts = Patterns.LargestTogether;

    private Checker(Declarations declarations, ImmutableArray<Problem>.Builder problems, string[]? outside = null)
    {
        this.declarations = declarations;
        this.problems = problems;
        this.outside = outside;
    }

    /// <returns>Warnings do not keep a rule from being made.</returns>
    public static (RuleType Type, ImmutableArray<Problem> Problems, ImmutableArray<Problem> Warnings) Check(Node tree, Declarations declarations)
    {
        var checker = new Checker(declarations, ImmutableArray.CreateBuilder<Problem>());
        var type = checker.TypeOf(tree);
        return (type, checker.problems.ToImmutable(), checker.warnings.ToImmutable());
    }

    private RuleType TypeOf(Node node)
    {
        // Nobody reads more, and finding out what was meant takes time.
        if (problems.Count == MostProblems) return RuleType.Dyn;
        if (node is Name { IsAbsolute: false } local && locals.FirstOrDefault(entry => entry.Name == local.Text).Type is { } bound) return bound;
        if (outside is not null && EventsAlone.ProblemOf(node, outside) is { } beyond) return Wrong(beyond);
        if (declarations.Scope is { } scope && FactReader.Read(node, scope) is var reading && reading != default) return OfFact(node, reading);
        return node switch
        {
            Literal literal => OfLiteral(literal),
            Name name => OfName(name),
            Select select => OfSelect(select),
            Syntax.Index index => OfIndex(index),
            Call call => OfCall(call),
            Unary unary => OfUnary(unary),
            Binary binary => OfBinary(binary),
            Logical logical => OfLogical(logical),
            Conditional conditional => OfConditional(conditional),
            ListLiteral list => OfList(list),
            MapLiteral map => OfMap(map),
            Macro macro => OfMacro(macro),
            Binding binding => OfBinding(binding),
            _ => RuleType.Dyn,
        };
    }

    private RuleType OfFact(Node node, FactReading reading)
    {
        if (reading.Problem is { } problem) return Wrong(problem);
        if (reading.Past is { } asked)
        {
            CheckNames(asked);
            CheckExpressions(asked);
        }
        var type = reading.Fact is { } fact ? TypeOfFact(node, fact) : RuleType.Dyn;
        return node is Select { IsTest: true } || reading.Form != FactForm.Value ? RuleType.Bool : Found(type, OptionalForm.Is(node));
    }

    private static RuleType OfLiteral(Literal literal) => new(literal.Value.Kind);

    private RuleType OfName(Name name)
    {
        if (declarations.SlotOf(name) is { } slot) return declarations.Variables[slot].Type;
        if (TypeNames.TryGet(name.Text, out _)) return RuleType.Type;
        return Wrong(Unknown.Name(name, declarations, locals.Select(local => local.Name)));
    }

    private RuleType OfSelect(Select select)
    {
        var isLocal = Declarations.RootOf(select) is { IsAbsolute: false } root && locals.Any(local => local.Name == root.Text);
        if (!isLocal && declarations.SlotOf(select) is { } slot) return declarations.Variables[slot].Type;
        if (!isLocal && Declarations.DottedName(select) is { } dotted && TypeNames.TryGet(dotted, out _)) return RuleType.Type;
        var (operand, isOptional) = OperandOf(select.Operand, select.IsOptional);
        var (type, problem) = Fields.Of(operand, select);
        if (problem is not null) return Wrong(problem);
        return select.IsTest ? RuleType.Bool : Found(type ?? RuleType.Dyn, isOptional);
    }

    private RuleType OfIndex(Syntax.Index index)
    {
        var (operand, isOptional) = OperandOf(index.Operand, index.IsOptional);
        var key = TypeOf(index.Key);
        var needed = operand.Key ?? RuleType.Int;
        if (!operand.Fits(RuleType.AnyList) && !operand.Fits(RuleType.AnyMap)) return Wrong("no_such_overload", $"{A(operand)} has no items.", index.Span);
        if (!operand.IsDyn && !key.Compares(needed)) return Wrong("no_such_overload", $"The index here is {needed}, not {key}.", index.Key.Span);
        return Found(operand.Inner, isOptional);
    }

    private RuleType OfCall(Call call)
    {
        if (call.Target is { } target && Declarations.DottedName(target) is { } space && TypeNames.TryGet($"{space}.{call.Function}", out _)) return RuleType.Dyn;
        var (function, operands) = Library.Resolve(call, IsVariable);
        if (function is null && call.Target is { } called && !IsVariable(called) && Unknown.FunctionOfNamespace(call) is { } unknown) return Wrong(unknown);
        if (declarations.Scope is not null && call.Target is Macro walk && PastReader.IsUnasked(walk.Range)) return TypeOf(walk);
        if (function is null && Unknown.IsForm(call, declarations)) return Wrong(Unknown.Function(call, declarations));
        var types = operands.Select(TypeOf).ToArray();
        if (function is null) return Wrong(Unknown.Function(call, declarations));
        var possible = function.Signatures.Where(signature => signature.Takes(types)).Select(signature => signature.ResultOf(types)).ToArray();
        if (possible.Length > 0 && (declarations.Scope is not null || outside is not null) && WrittenArguments.Check(function, call, ref patternParts) is { } problem) return Wrong(problem);
        if (possible.Length > 0) return Joined(possible);
        var given = string.Join(" and ", types.Select(type => type.ToString()));
        return Wrong("no_such_overload", $"{function.Name}(…) cannot take {given}.", call.FunctionSpan, TimeHint(operands, types) ?? HintFor(function, types) ?? $"It is called {string.Join(" or ", Library.Usages(function.Name))}");
    }

    private bool IsVariable(Node dotted) =>
        (Declarations.RootOf(dotted) is { IsAbsolute: false } root && locals.Any(local => local.Name == root.Text)) || declarations.Declares(dotted);

    private RuleType OfUnary(Unary unary)
    {
        var operand = TypeOf(unary.Operand);
        if (unary.Operator == UnaryOperator.Not) return Condition(operand, unary.Operand, "!");
        if (operand.Fits(RuleType.Int) || operand.Fits(RuleType.Double)) return operand;
        return Wrong("no_such_overload", $"`-` cannot take {operand}.", unary.Span);
    }

    private RuleType OfBinary(Binary binary)
    {
        var left = TypeOf(binary.Left);
        var right = TypeOf(binary.Right);
        if (NeverWhole(binary) is { } never) return Wrong(never);
        if (Operators.ResultOf(binary.Operator, left, right) is { } result) return result;
        return Wrong("no_such_overload", $"`{binary.Operator.Symbol()}` cannot take {left} and {right}.", binary.OperatorSpan, ChainHint(binary) ?? TimeHint([binary.Left, binary.Right], [left, right]) ?? Operators.HintFor(binary.Operator, left, right));
    }

    private static string? ChainHint(Binary binary) => binary.Operator.IsOrdering() && binary.Left is Binary { Right: var middle } first && first.Operator.IsOrdering()
        ? $"Comparisons do not chain: {Printer.Print(first)} && {Printer.Print(middle)} {binary.Operator.Symbol()} {Printer.Print(binary.Right)}"
        : null;

    private RuleType OfLogical(Logical logical)
    {
        foreach (var operand in logical.Children) Condition(TypeOf(operand), operand, logical.IsAnd ? "&&" : "||");
        return RuleType.Bool;
    }

    private RuleType OfConditional(Conditional conditional)
    {
        Condition(TypeOf(conditional.Test), conditional.Test, "?");
        return TypeOf(conditional.Then).Join(TypeOf(conditional.Otherwise));
    }

    private RuleType OfKey(Node key)
    {
        var type = TypeOf(key);
        return type.IsDyn || type == RuleType.String || type == RuleType.Int || type == RuleType.Uint || type == RuleType.Bool
            ? type
            : Wrong("unsupported_key", $"A map's keys are text, whole numbers or truth values, not {type}.", key.Span);
    }

    private RuleType Condition(RuleType type, Node node, string symbol) => type.Fits(RuleType.Bool)
        ? RuleType.Bool
        : Wrong("no_such_overload", $"`{symbol}` needs true or false here, not {type}.", node.Span, "Compare it with something: == or >");

    private static string A(RuleType type) => $"{(type.Kind is ValueKind.Int or ValueKind.Optional ? "An" : "A")} {type}";

    private static RuleType Joined(IEnumerable<RuleType> types) => types.Aggregate((RuleType?)null, (joined, type) => joined?.Join(type) ?? type) ?? RuleType.Dyn;

    private RuleType Wrong(string code, string message, TextSpan span, string? hint = null) => Wrong(new Problem(code, message, span, hint));

    private RuleType Wrong(Problem problem)
    {
        if (problems.Count < MostProblems) problems.Add(problem);
        return RuleType.Dyn;
    }
}
