using System.Numerics;
using Tandem.Expressions.Syntax;
using Tandem.Expressions.Values;

namespace Tandem.Expressions.Tests.Planning;

/// <summary>
/// The language once more, as plainly as it can be said and with nothing of the code under test but the tree: whole numbers
/// are unbounded until the result is looked at, and every name is looked up when it is met. Null stands for an error.
/// </summary>
internal sealed partial class Interpreter(IReadOnlyDictionary<string, object?> variables)
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
        ListLiteral list => OfList(list),
        MapLiteral map => OfMap(map),
        Select select => OfSelect(select),
        Call call => OfCall(call),
        Binary binary => Run(binary.Left) is { } left && Run(binary.Right) is { } right ? OfBinary(binary.Operator, left, right) : null,
        Tandem.Expressions.Syntax.Index index => Found(Run(index.Operand), Run(index.Key), index.IsOptional, Item),
        Macro { Kind: MacroKind.OptMap or MacroKind.OptFlatMap } macro => OfMapped(macro),
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

    private List<object>? OfList(ListLiteral list) => ListOf(list.Children.SelectMany((item, i) => Entry(item, list.IsOptional(i))));

    private Mapping? OfMap(MapLiteral map)
    {
        var entries = Enumerable.Range(0, map.Count).SelectMany(i => Entry(map.Value(i), map.IsOptional(i)).Select(value => (Key: Run(map.Key(i)), Value: value))).ToList();
        var all = entries.Where(entry => entry is { Key: string or BigInteger or bool, Value: not null }).Select(entry => (entry.Key ?? "", entry.Value ?? "")).ToList();
        return all.Count == entries.Count ? Mapping.Of(all) : null;
    }

    /// <summary>One value or none, or null for an error.</summary>
    private IEnumerable<object?> Entry(Node node, bool isOptional) => (Run(node), isOptional) switch
    {
        (Perhaps { Content: var content }, true) => content is null ? [] : [content],
        (_, true) => [null],
        var (value, _) => [value],
    };

    private object? OfMacro(Macro macro)
    {
        var range = Run(macro.Range);
        if (EntriesOf(range) is not { } entries) return null;
        var rounds = entries.Select(entry => With(macro.Variables.Length == 2 ? [entry.Key, entry.Value] : [range is Mapping ? entry.Key : entry.Value], macro.Variables)).ToList();
        var holds = rounds.Select(one => macro.Condition is null ? true : one.Run(macro.Condition) as bool?).ToList();
        switch (macro.Kind)
        {
            case MacroKind.All:
                return holds.Contains(false) ? false : holds.Contains(null) ? null : true;
            case MacroKind.Exists:
                return holds.Contains(true) ? true : holds.Contains(null) ? null : false;
            case MacroKind.ExistsOne:
                return holds.Contains(null) ? null : holds.Count(one => one == true) == 1;
        }
        if (holds.Contains(null)) return null;
        var kept = Enumerable.Range(0, entries.Count).Where(i => holds[i] == true).ToList();
        if (ListOf(kept.Select(i => macro.Result is null ? rounds[i].Run(new Name(default, macro.Variables[0].Text, false)) : rounds[i].Run(macro.Result))) is not { } results) return null;
        return macro.Kind switch
        {
            MacroKind.SortBy => range is List<object> items ? Sorted(items, results) : null,
            MacroKind.TransformMap => Mapping.Of(kept.Zip(results).Select(pair => (entries[pair.First].Key, pair.Second))),
            MacroKind.TransformMapEntry => results.All(result => result is Mapping) ? Mapping.Of(results.OfType<Mapping>().SelectMany(map => map.Entries)) : null,
            _ => results,
        };
    }

    private static IReadOnlyList<(object Key, object Value)>? EntriesOf(object? range) => range switch
    {
        List<object> list => [.. list.Select((item, i) => ((object)new BigInteger(i), item))],
        Mapping map => map.Entries,
        _ => null,
    };

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
            if (key is List<object> or Mapping or Perhaps || key.GetType() != keys[0].GetType()) return null;
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
                return right is List<object> list ? list.Any(item => Same(left, item)) : right is Mapping map ? map.Find(left) is not null : null;
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

    public static bool Same(object left, object right) => (left, right) switch
    {
        (List<object> a, List<object> b) => a.Count == b.Count && a.Zip(b).All(pair => Same(pair.First, pair.Second)),
        (Perhaps a, Perhaps b) => a.Content is null || b.Content is null ? a.Content is null && b.Content is null : Same(a.Content, b.Content),
        (Mapping a, Mapping b) => a.Entries.Count == b.Entries.Count && a.Entries.All(entry => b.Find(entry.Key) is { } other && Same(entry.Value, other)),
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

    private static List<object>? ListOf(IEnumerable<object?> items)
    {
        var all = items.ToList();
        return all.Contains(null) ? null : [.. all.OfType<object>()];
    }

    private static object? Bounded(BigInteger number) => number >= long.MinValue && number <= long.MaxValue ? number : null;

    private static bool IsNumber(object value) => value is BigInteger or double;

    private static double AsDouble(object value) => value is BigInteger whole ? (double)(long)whole : (double)value;
}
