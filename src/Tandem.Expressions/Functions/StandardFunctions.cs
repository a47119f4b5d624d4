using System.Collections.Frozen;
using Tandem.Expressions.Types;

namespace Tandem.Expressions.Functions;

/// <summary>The functions of the specification's standard library, found by name, form and number of arguments.</summary>
internal static class StandardFunctions
{
    private static readonly FrozenDictionary<(string Name, bool IsMethod, int Arity), Function> All = new[]
    {
        TextFunctions.All,
        ConversionFunctions.All,
        TimeFunctions.All,
    }.SelectMany(functions => functions).ToFrozenDictionary(function => (function.Name, function.IsMethod, function.Arity));

    public static readonly FrozenSet<string> Names = All.Keys.Select(key => key.Name).ToFrozenSet();

    /// <param name="arguments">What a method is called on not included.</param>
    public static Function? Find(string name, bool isMethod, int arguments) =>
        All.GetValueOrDefault((name, isMethod, isMethod ? arguments + 1 : arguments));

    /// <summary>All ways to call a name, as an author would write them.</summary>
    public static IEnumerable<string> Usages(string name) =>
        All.Values.Where(function => function.Name == name).OrderBy(function => function.Arity).SelectMany(function => function.Signatures.Select(signature => Usage(function, signature)));

    private static string Usage(Function function, Signature signature)
    {
        var parameters = string.Join(", ", signature.Parameters.Skip(function.IsMethod ? 1 : 0).Select(Shown));
        return function.IsMethod ? $"{Shown(signature.Parameters[0])}.{function.Name}({parameters})" : $"{function.Name}({parameters})";
    }

    private static string Shown(RuleType type) => type == RuleType.AnyList ? "list" : type == RuleType.AnyMap ? "map" : type.IsDyn ? "any" : type.ToString();
}
