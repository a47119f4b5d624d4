using System.Text.Json;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Http.Json;
using Microsoft.Extensions.Options;
using Tandem.Expressions;
using Tandem.Governance.Definitions.Nodes;
using Tandem.Primitives;
using Tandem.Server.Api;

namespace Tandem.Server.Rules;

/// <summary>Asking about rules over HTTP, before they are part of a definition.</summary>
public static class RuleEndpoints
{
    private static readonly string[] Scopes = ["segment", "journey"];

    public static IServiceCollection AddRules(this IServiceCollection services) => services.AddSingleton<KnownNames>().AddSingleton<RuleCheck>();

    /// <param name="api">The group at <c>/api/v1</c>, which lets in only who may.</param>
    public static IEndpointRouteBuilder MapRules(this IEndpointRouteBuilder api)
    {
        // Whatever a client calls the body, it is read as JSON, so that what is wrong with it can be told.
        api.MapPost("rules/check", Check).WithTags("Rules").WithName("CheckRule").WithSummary("What publishing would say of a rule, its canonical form, its tree, and what it reads. Changes nothing.")
            .Accepts<RuleToCheck>(false, "application/json", "*/*");
        return api;
    }

    private static async Task<Results<Ok<RuleChecked>, BadRequest<Problem>>> Check(HttpRequest request, RuleCheck check, IOptions<JsonOptions> json, CancellationToken cancelled)
    {
        if (!(await Read<RuleToCheck>(request.Body, json.Value.SerializerOptions, cancelled)).Then(Checked).TryGet(out var rule, out var errors)) return TypedResults.BadRequest(new Problem(errors));
        var parsed = rule.Tree is { } tree ? Expression.FromJson(tree.GetRawText()) : Expression.Parse(rule.Expression ?? "");
        return TypedResults.Ok(check.Of(parsed, rule.Scope == "journey" ? RuleScope.Journey : RuleScope.Segment));
    }

    private static Result<RuleToCheck> Checked(RuleToCheck rule)
    {
        if (rule.Expression is null == rule.Tree is null) return new Error("bad_rule", "Exactly one of expression, tree belongs here.");
        return Scopes.Contains(rule.Scope) ? rule : new Error("unknown_scope", $"{rule.Scope} is not known here.") { Path = "scope", Hint = Nearest.Hint(rule.Scope, Scopes) };
    }

    /// <summary>A body that asks about a rule, read as JSON whatever the client calls it.</summary>
    internal static async Task<Result<T>> Read<T>(Stream body, JsonSerializerOptions options, CancellationToken cancelled)
        where T : class
    {
        try
        {
            return await JsonSerializer.DeserializeAsync<T>(body, options, cancelled) is { } read ? read : new Error("bad_rule", "Exactly one of expression, tree belongs here.");
        }
        catch (JsonException wrong)
        {
            return new Error("bad_json", "This is no JSON, or not of the form that is asked for.")
            {
                Path = wrong.Path,
                Line = (int?)(wrong.LineNumber + 1),
                Column = (int?)(wrong.BytePositionInLine + 1),
                Hint = "For example: {\"expression\": \"customer.traits.age > 30\", \"scope\": \"segment\"}",
            };
        }
    }
}
