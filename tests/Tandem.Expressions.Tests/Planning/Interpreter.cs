using System.Numerics;
using Tandem.Expressions.Syntax;
using Tandem.Expressions.Values;

namespace Tandem.Expressions.Tests.Planning;

/// <summary>
/// The language once more, as plainly as it can be said and with nothing of the code under test but the tree: whole numbers
/// are unbounded until the result is looked at, and every name is looked up when it is met. Null stands for an error.
/// </summary>
internal sealed class Interpreter(IReadOnlyDictionary<string, object?> variables)
{
    public object? Run(Node node) => node switch
    {
        Literal literal => literal.Value.Kind switch
        {
            ValueKind.Bool => literal.Value.AsBool,
            ValueKind.Int => new BigInteger(literal.Value.AsInt),
            ValueKind.Double => literal.Value.AsDouble,
            _ => literal.Value.AsString,
        },
        Name name => variables.GetValueOrDefault(name.Text),
        Unary { Operator: UnaryOperator.Not } not => Run(not.Operand) is bool value ? !value : null,
        Unary negation => Run(negation.Operand) switch
        {
            BigInteger whole => Bounded(-whole),
            double number => -number,
            _ => null,
        },
        Logical logical => OfLogical(logical),
        Conditional conditional => Run(conditional.Test) is bool test ? Run(test ? conditional.Then : conditional.Otherwise) : null,
        ListLiteral list => ListOf(list.Children.Select(Run)),
        Binary binary => Run(binary.Left) is { } left && Run(binary.Right) is { } right ? OfBinary(binary.Operator, left, right) : null,
        Tandem.Expressions.Syntax.Index => Item(Run(node.Children[0]), Run(node.Children[1])),
        Macro macro => OfMacro(macro),
        Binding binding => With([Run(binding.Value)], [binding.Variable]).Run(binding.Result),
        _ => null,
    };

    private object? OfLogical(Logical logical)
    {
        var values = logical.Children.Select(Run).ToList();
        if (values.Contains(!logical.IsAnd)) return !logical.IsAnd;
        return values.All(value => value is bool) ? logical.IsAnd : null;
    }

    private object? OfMacro(Macro macro)
    {
        if (Run(macro.Range) is not List<object> items) return null;
        var rounds = items.Select((item, i) => With(macro.Variables.Length == 1 ? [item] : [new BigInteger(i), item], macro.Variables)).ToList();
        var holds = rounds.Select(one => macro.Condition is null ? true : one.Run(macro.Condition) as bool?).ToList();
        switch (macro.Kind)
        {
            case MacroKind.All:
                return holds.Contains(false) ? false : holds.Contains(null) ? null : true;
            case MacroKind.Exists:
                return holds.Contains(true) ? true : holds.Contains(null) ? null : false;
            case MacroKind.ExistsOne:
                return holds.Contains(null) ? null : holds.Count(one => one == true) == 1;
            case MacroKind.SortBy:
                return ListOf(rounds.Select(one => one.Run(macro.Children[1]))) is { } keys ? Sorted(items, keys) : null;
            default:
                if (holds.Contains(null)) return null;
                return ListOf(Enumerable.Range(0, items.Count).Where(i => holds[i] == true).Select(i => macro.Result is null ? items[i] : rounds[i].Run(macro.Result)));
        }
    }

    private Interpreter With(object?[] values, IEnumerable<Variable> names)
    {
        var extended = new Dictionary<string, object?>(variables);
        foreach (var (name, value) in names.Zip(values)) extended[name.Text] = value;
        return new Interpreter(extended);
    }

    /// <summary>Insertion, which keeps the order of equals.</summary>
    private static List<object>? Sorted(List<object> items, List<object> keys)
    {
        var sorted = new List<(object Item, object Key)>();
        foreach (var (item, key) in items.Zip(keys))
        {
            if (key is List<object> || key.GetType() != keys[0].GetType()) return null;
            var place = sorted.FindIndex(other => OfBinary(BinaryOperator.Less, key, other.Key) is true);
            sorted.Insert(place < 0 ? sorted.Count : place, (item, key));
        }
        return [.. sorted.Select(entry => entry.Item)];
    }

    private static object? OfBinary(BinaryOperator op, object left, object right)
    {
        switch (op)
        {
            case BinaryOperator.Equal:
                return Same(left, right);
            case BinaryOperator.NotEqual:
                return !Same(left, right);
            case BinaryOperator.In:
                return right is List<object> list ? list.Any(item => Same(left, item)) : null;
            case BinaryOperator.Add or BinaryOperator.Subtract or BinaryOperator.Multiply or BinaryOperator.Divide or BinaryOperator.Modulo:
                return Computed(op, left, right);
        }
        if (IsNumber(left) && IsNumber(right)) return left is BigInteger a && right is BigInteger b ? Holds(op, a.CompareTo(b), 0) : Holds(op, AsDouble(left), AsDouble(right));
        return (left, right) switch
        {
            (string first, string second) => Holds(op, string.CompareOrdinal(first, second), 0),
            (bool first, bool second) => Holds(op, first.CompareTo(second), 0),
            _ => null,
        };
    }

    private static object? Computed(BinaryOperator op, object left, object right) => (left, right, op) switch
    {
        (BigInteger a, BigInteger b, BinaryOperator.Add) => Bounded(a + b),
        (BigInteger a, BigInteger b, BinaryOperator.Subtract) => Bounded(a - b),
        (BigInteger a, BigInteger b, BinaryOperator.Multiply) => Bounded(a * b),
        (BigInteger, BigInteger { IsZero: true }, _) => null,
        (BigInteger a, BigInteger b, BinaryOperator.Divide) => Bounded(BigInteger.Divide(a, b)),
        // What cannot be divided within the type has no remainder either.
        (BigInteger a, BigInteger b, _) => Bounded(BigInteger.Divide(a, b)) is null ? null : BigInteger.Remainder(a, b),
        (double a, double b, BinaryOperator.Add) => a + b,
        (double a, double b, BinaryOperator.Subtract) => a - b,
        (double a, double b, BinaryOperator.Multiply) => a * b,
        (double a, double b, BinaryOperator.Divide) => a / b,
        (string a, string b, BinaryOperator.Add) => a + b,
        (List<object> a, List<object> b, BinaryOperator.Add) => a.Concat(b).ToList(),
        _ => null,
    };

    private static bool Same(object left, object right) => (left, right) switch
    {
        (List<object> a, List<object> b) => a.Count == b.Count && a.Zip(b).All(pair => Same(pair.First, pair.Second)),
        (BigInteger a, BigInteger b) => a == b,
        _ when IsNumber(left) && IsNumber(right) => AsDouble(left) == AsDouble(right),
        _ => left.Equals(right),
    };

    private static bool Holds(BinaryOperator op, double left, double right) => op switch
    {
        BinaryOperator.Less => left < right,
        BinaryOperator.LessOrEqual => left <= right,
        BinaryOperator.Greater => left > right,
        _ => left >= right,
    };

    private static object? Item(object? list, object? key)
    {
        if (list is not List<object> items || key is null || !IsNumber(key)) return null;
        var index = key is BigInteger whole ? whole : double.IsInteger(AsDouble(key)) ? new BigInteger(AsDouble(key)) : -1;
        return index >= 0 && index < items.Count ? items[(int)index] : null;
    }

    private static List<object>? ListOf(IEnumerable<object?> items)
    {
        var all = items.ToList();
        return all.Contains(null) ? null : [.. all.OfType<object>()];
    }

    private static object? Bounded(BigInteger number) => number >= long.MinValue && number <= long.MaxValue ? number : null;

    private static bool IsNumber(object value) => value is BigInteger or double;

    private static double AsDouble(object value) => value is BigInteger whole ? (double)(long)whole : (double)value;
}
