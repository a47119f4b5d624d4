using System.Collections.Immutable;
using Microsoft.AspNetCore.Http.HttpResults;
using Tandem.Governance.Definitions;
using Tandem.Governance.Definitions.Nodes;
using Tandem.Primitives;
using Tandem.Server.Api;

namespace Tandem.Server.Definitions;

/// <summary>Reading and changing definitions over HTTP.</summary>
public static class DefinitionEndpoints
{
    // Whatever a body says it is, it is read as YAML: many clients call a file text/plain, a form, or nothing.
    private const string Yaml = "application/yaml", Json = "application/json", Any = "*/*";

    /// <param name="api">The group at <c>/api/v1</c>, which lets in only who may.</param>
    public static IEndpointRouteBuilder MapDefinitions(this IEndpointRouteBuilder api)
    {
        var definitions = api.MapGroup("definitions").WithTags("Definitions");
        definitions.MapGet("", List).WithName("ListDefinitions").WithSummary("The live definitions, of one kind or of all.");
        definitions.MapGet("{kind}/{name}", Get).WithName("GetDefinition").WithSummary("The live version of a definition.");
        definitions.MapGet("{kind}/{name}/history", History).WithName("GetDefinitionHistory").WithSummary("All versions of a definition, newest first.");
        definitions.MapPut("{kind}/{name}", Put).WithName("PutDefinition").WithSummary("Publishes a definition, written in YAML or JSON; with check=true only says whether it would go through.")
            .Accepts<string>(true, Yaml, Json, Any).Produces<Problem>(StatusCodes.Status400BadRequest).Produces<Problem>(StatusCodes.Status413PayloadTooLarge);
        definitions.MapPost("", Post).WithName("PostDefinitions").WithSummary("Publishes all definitions of a YAML text of several documents, or none of them.")
            .Accepts<string>(true, Yaml, Json, Any).Produces<Problem>(StatusCodes.Status400BadRequest).Produces<Problem>(StatusCodes.Status413PayloadTooLarge);
        return api;
    }

    private static Results<Ok<DefinitionList>, NotFound<Problem>> List(DefinitionLibrary library, DefinitionGate gate, string? kind = null)
    {
        if (kind is not null && !gate.Reader.Kinds.Contains(kind)) return TypedResults.NotFound(UnknownKind(gate, kind));
        return TypedResults.Ok(new DefinitionList([.. library.List(kind).Select(definition => DefinitionModel.Of(definition, "live"))]));
    }

    private static Results<Ok<DefinitionModel>, NotFound<Problem>> Get(string kind, string name, DefinitionLibrary library, DefinitionGate gate) =>
        library.Current(kind, name) is { } definition ? TypedResults.Ok(DefinitionModel.Of(definition, "live")) : TypedResults.NotFound(Unknown(library, gate, kind, name));

    private static Results<Ok<DefinitionList>, NotFound<Problem>> History(string kind, string name, DefinitionLibrary library, DefinitionGate gate)
    {
        var live = library.Current(kind, name)?.Version;
        if (live is null) return TypedResults.NotFound(Unknown(library, gate, kind, name));
        return TypedResults.Ok(new DefinitionList([.. library.History(kind, name).Select(definition => DefinitionModel.Of(definition, definition.Version == live ? "live" : "old"))]));
    }

    private static async Task<Results<Ok<DefinitionPublished>, UnprocessableEntity<Problem>, Conflict<Problem>, JsonHttpResult<Problem>>> Put(
        string kind, string name, HttpRequest request, DefinitionPublishing publishing, bool check = false)
    {
        var body = await DefinitionBody.Read(request, DefinitionReader.MaxBytes);
        if (!body.IsOk) return BadBody(body.Errors);
        var result = publishing.One(body.Value, new(kind, name), Author(request), check);
        if (result.IsOk)
        {
            var answer = result.Value;
            return TypedResults.Ok(new DefinitionPublished(answer.Status, answer.Ruleset, answer.Items[0].Version, answer.Changed, answer.Items[0]));
        }
        return IsConflict(result.Errors) ? TypedResults.Conflict(new Problem(result.Errors)) : TypedResults.UnprocessableEntity(new Problem(result.Errors));
    }

    private static async Task<Results<Ok<DefinitionsPublished>, UnprocessableEntity<Problem>, Conflict<Problem>, JsonHttpResult<Problem>>> Post(
        HttpRequest request, DefinitionPublishing publishing, bool check = false)
    {
        var body = await DefinitionBody.Read(request, DefinitionReader.MaxBytesOfMany);
        if (!body.IsOk) return BadBody(body.Errors);
        var result = publishing.Many(body.Value, Author(request), check);
        if (result.IsOk) return TypedResults.Ok(result.Value);
        return IsConflict(result.Errors) ? TypedResults.Conflict(new Problem(result.Errors)) : TypedResults.UnprocessableEntity(new Problem(result.Errors));
    }

    // Until there are accounts, whoever has the token is the one there is.
    private static string Author(HttpRequest request) => request.HttpContext.User.Identity?.Name ?? "admin";

    private static bool IsConflict(ImmutableArray<Error> errors) => errors is [{ Code: "conflict" }];

    private static JsonHttpResult<Problem> BadBody(ImmutableArray<Error> errors) =>
        TypedResults.Json(new Problem(errors), statusCode: errors[0].Code == "too_large" ? StatusCodes.Status413PayloadTooLarge : StatusCodes.Status400BadRequest);

    private static Problem UnknownKind(DefinitionGate gate, string kind) => Problem.Of("unknown_kind", $"{kind} is no kind of definition.", Nearest.Hint(kind, gate.Reader.Kinds));

    private static Problem Unknown(DefinitionLibrary library, DefinitionGate gate, string kind, string name) => gate.Reader.Kinds.Contains(kind)
        ? Problem.Of("unknown_definition", $"There is no {kind} {name}.", Nearest.Hint(name, [.. library.List(kind).Select(definition => definition.Name)]))
        : UnknownKind(gate, kind);
}
