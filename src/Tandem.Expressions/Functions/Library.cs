using System.Collections.Frozen;
using System.Collections.Immutable;
using Tandem.Expressions.Syntax;
using Tandem.Expressions.Types;

namespace Tandem.Expressions.Functions;

/// <summary>All functions of the language, those of the specification's standard library and of the extensions, found by name, form and number of arguments.</summary>
internal static class Library
{
    private static readonly FrozenDictionary<(string Name, bool IsMethod, int? Arity), Function> All = new[]
    {
        TextFunctions.All,
        ConversionFunctions.All,
        TimeFunctions.All,
        StringFunctions.All,
        MathFunctions.All,
        BitFunctions.All,
        ListFunctions.All,
        SetFunctions.All,
        EncoderFunctions.All,
        OptionalFunctions.All,
    }.SelectMany(functions => functions).GroupBy(function => (function.Name, function.IsMethod, function.Arity))
        .ToFrozenDictionary(same => same.Key, same => same.Aggregate((one, other) => one.Or(other)));

    public static IEnumerable<Function> Functions => All.Values;

    public static readonly FrozenSet<string> Names = All.Keys.Select(key => key.Name).ToFrozenSet();

    /// <summary>What stands before the last dot of a function's name: <c>math</c>.</summary>
    public static readonly FrozenSet<string> Namespaces = Names.Where(name => name.Contains('.')).Select(name => name[..name.LastIndexOf('.')]).ToFrozenSet();

    /// <summary>
    /// The function that a call means, and what it is called with: <c>math.abs(x)</c> is a function of a namespace with
    /// one argument, unless <c>math</c> is a variable; <c>x.size()</c> is a method, called with <c>x</c>.
    /// </summary>
    /// <param name="isVariable">Whether a dotted name begins with a variable.</param>
    public static (Function? Function, ImmutableArray<Node> Operands) Resolve(Call call, Func<Node, bool> isVariable)
    {
        if (call.Target is null) return (Find(call.Function, false, call.Arguments.Length), call.Arguments);
        if (Declarations.DottedName(call.Target) is { } space && Namespaces.Contains(space) && !isVariable(call.Target))
            return (Find($"{space}.{call.Function}", false, call.Arguments.Length), call.Arguments);
        return (Find(call.Function, true, call.Arguments.Length + 1), call.Children);
    }

    /// <summary>All ways to call a name, as an author would write them.</summary>
    public static IEnumerable<string> Usages(string name) =>
        All.Values.Where(function => function.Name == name).OrderBy(function => function.Arity ?? int.MaxValue).SelectMany(function => function.Signatures.Select(signature => Usage(function, signature))).Distinct();

    private static Function? Find(string name, bool isMethod, int arity) =>
        All.GetValueOrDefault((name, isMethod, arity)) ?? All.GetValueOrDefault((name, isMethod, null));

    private static string Usage(Function function, Signature signature)
    {
        string[] shown = [.. signature.Parameters.Select(type => signature.ShownAs ?? Shown(type))];
        var parameters = string.Join(", ", shown.Skip(function.IsMethod ? 1 : 0)) + (signature.IsVariadic ? ", …" : "");
        return function.IsMethod ? $"{shown[0]}.{function.Name}({parameters})" : $"{function.Name}({parameters})";
    }

    private static string Shown(RuleType type) => type == RuleType.AnyList ? "list" : type == RuleType.AnyMap ? "map" : type == RuleType.AnyOptional ? "optional" : type.IsDyn ? "any" : type.ToString();
}
