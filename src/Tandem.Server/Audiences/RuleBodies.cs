using Microsoft.AspNetCore.Http.Json;
using Microsoft.Extensions.Options;
using Tandem.Expressions;
using Tandem.Governance.Definitions;
using Tandem.Primitives;
using Tandem.Server.Definitions;
using Tandem.Server.Rules;

namespace Tandem.Server.Audiences;

/// <summary>Reads the rules that are asked about, and says of those that could not be published what publishing would. Thread-safe.</summary>
internal sealed class RuleBodies(DefinitionLibrary library, KnownNames known, IOptions<JsonOptions> json)
{
    public async Task<Result<(T Body, Rule Rule)>> Read<T>(HttpRequest request, CancellationToken cancelled)
        where T : class, IRuleBody
    {
        if (!(await RuleEndpoints.Read<T>(request.Body, json.Value.SerializerOptions, cancelled)).TryGet(out var body, out var errors)) return Result.Fail<(T, Rule)>(errors);
        if (body.Expression is null == body.Tree is null) return new Error("bad_rule", "Exactly one of expression, tree belongs here.");
        var parsed = body.Tree is { } tree ? Expression.FromJson(tree.GetRawText()) : Expression.Parse(body.Expression ?? "");
        if (!parsed.TryGet(out var expression, out errors)) return Result.Fail<(T, Rule)>(errors);
        var (rule, found) = new References(library.Latest).Check(expression.Text, RuleScope.Segment, known.Vocabulary);
        return found.IsEmpty && rule is not null ? (body, rule) : Result.Fail<(T, Rule)>(found);
    }
}
