using Microsoft.AspNetCore.Http.HttpResults;
using Tandem.Expressions;
using Tandem.Governance.Definitions.Nodes;
using Tandem.Server.Api;

namespace Tandem.Server.Rules;

/// <summary>Asking about rules over HTTP, before they are part of a definition.</summary>
public static class RuleEndpoints
{
    private static readonly string[] Scopes = ["segment", "journey"];

    public static IServiceCollection AddRules(this IServiceCollection services) => services.AddSingleton<RuleCheck>();

    /// <param name="api">The group at <c>/api/v1</c>, which lets in only who may.</param>
    public static IEndpointRouteBuilder MapRules(this IEndpointRouteBuilder api)
    {
        api.MapPost("rules/check", Check).WithTags("Rules").WithName("CheckRule").WithSummary("What publishing would say of a rule, its canonical form, its tree, and what it reads. Changes nothing.");
        return api;
    }

    private static Results<Ok<RuleChecked>, BadRequest<Problem>> Check(RuleToCheck rule, RuleCheck check)
    {
        if (!Scopes.Contains(rule.Scope)) return TypedResults.BadRequest(Problem.Of("unknown_scope", $"{rule.Scope} is not known here.", Nearest.Hint(rule.Scope, Scopes)));
        if (rule.Expression is null == rule.Tree is null) return TypedResults.BadRequest(Problem.Of("bad_rule", "Exactly one of expression, tree belongs here."));
        var parsed = rule.Tree is { } tree ? Expression.FromJson(tree.GetRawText()) : Expression.Parse(rule.Expression ?? "");
        return TypedResults.Ok(check.Of(parsed, rule.Scope == "journey" ? RuleScope.Journey : RuleScope.Segment));
    }
}
