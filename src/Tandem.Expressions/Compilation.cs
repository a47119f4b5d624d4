using System.Collections.Immutable;
using Tandem.Expressions.Checking;
using Tandem.Expressions.Parsing;
using Tandem.Expressions.Syntax;
using Tandem.Expressions.Types;
using Tandem.Primitives;

namespace Tandem.Expressions;

/// <summary>Leads a text through parsing and checking; the one place where problems become errors for the author.</summary>
/// <param name="Warnings">What may be wrong, of a text that compiles.</param>
internal sealed record Compilation(SourceText Source, Node Tree, RuleType Type, ImmutableArray<Error> Warnings)
{
    public static Result<Compilation> Of(string text, Declarations declarations, Limits limits, bool check = true, bool macros = true)
    {
        var source = new SourceText(text);
        var (tree, problem) = Parser.Parse(text, limits, macros);
        if (tree is null) return Result.Fail<Compilation>([.. new[] { problem }.OfType<Problem>().Select(source.Describe)]);
        if (!check) return new Compilation(source, tree, RuleType.Dyn, []);
        var (type, problems, warnings) = Checker.Check(tree, declarations);
        return problems.IsEmpty ? new Compilation(source, tree, type.Closed(), [.. warnings.Select(source.Describe)]) : Result.Fail<Compilation>([.. problems.Select(source.Describe)]);
    }
}
