using Microsoft.AspNetCore.Http.HttpResults;
using Tandem.Engine.Identities;
using Tandem.Engine.Journal;
using Tandem.Primitives;
using Tandem.Server.Api;
using Tandem.Server.Customers;
using Tandem.Server.Hosting;

namespace Tandem.Server.Privacy;

/// <summary>What a person may ask of whoever keeps data about them, over HTTP.</summary>
public static class PrivacyEndpoints
{
    private const int MaxReason = 500;

    /// <param name="dataFolder">Where the key of the marks is.</param>
    public static IServiceCollection AddPrivacy(this IServiceCollection services, string dataFolder) => services
        .AddSingleton<CustomerExport>()
        .AddSingleton(provider => provider.GetRequiredService<WorkspaceStore>() is { Cluster: not null } store ? IdentityMarks.Open(store.Documents) : IdentityMarks.Open(dataFolder))
        .AddSingleton<SuppressedIdentities>().AddSingleton<TrafficErasure>().AddSingleton<ErasureBook>().AddSingleton<Certificates>()
        .AddSingleton<Erasing>().AddHostedService(provider => provider.GetRequiredService<Erasing>());

    /// <param name="api">The group at <c>/api/v1</c>, which lets in only who may.</param>
    public static IEndpointRouteBuilder MapPrivacy(this IEndpointRouteBuilder api)
    {
        api.MapGet("customers/{key}/export", Export).WithTags("Privacy").WithName("ExportCustomer").Produces(StatusCodes.Status200OK, contentType: "application/json")
            .WithSummary("All that is kept of one customer, as one JSON document to save.");
        api.MapPost("customers/{key}/erase", Erase).WithTags("Privacy").WithName("EraseCustomer")
            .WithSummary("Erases a customer everywhere, for good: 202 when that is kept, also through a crash; 409 erasure_running where it was asked already.");
        api.MapGet("erasures", (ErasureBook book, Certificates certificates) => TypedResults.Ok(new Page<ErasureModel>([.. book.Records.Reverse().Select(certificates.Show)])))
            .WithTags("Privacy").WithName("ListErasures").WithSummary("All erasures, newest first.");
        api.MapGet("erasures/{id}", Results<Ok<ErasureModel>, NotFound<Problem>> (string id, ErasureBook book, Certificates certificates) =>
                book.Find(id) is { } record ? TypedResults.Ok(certificates.Show(record)) : TypedResults.NotFound(UnknownErasure(id)))
            .WithTags("Privacy").WithName("GetErasure").WithSummary("One erasure: how far it is, or its certificate.");
        api.MapGet("erasures/{id}/text", Results<ContentHttpResult, NotFound<Problem>> (string id, ErasureBook book, Certificates certificates) =>
                book.Find(id) is { } record ? TypedResults.Content(certificates.Text(record), "text/plain; charset=utf-8") : TypedResults.NotFound(UnknownErasure(id)))
            .WithTags("Privacy").WithName("GetErasureText").WithSummary("The same as a text to keep or to print.");
        var suppressed = api.MapGroup("suppressed-identities").WithTags("Privacy");
        suppressed.MapGet("", (SuppressedIdentities list) => TypedResults.Ok(new Page<SuppressedIdentityModel>([.. list.All.Select(Show)])))
            .WithName("ListSuppressedIdentities").WithSummary("The identities that are kept out, newest first; nobody can read their values.");
        suppressed.MapPost("", Suppress).WithName("SuppressIdentity").WithSummary("Keeps an identity out: what shows it is not taken any more.");
        suppressed.MapDelete("{identity}", Lift).WithName("LiftSuppressedIdentity").WithSummary("Lets an identity, kind:value, in again.");
        return api;
    }

    private static async Task<Results<EmptyHttpResult, BadRequest<Problem>, NotFound<Problem>>> Export(
        string key, CustomerExport export, IEngine engine, HttpResponse response, CancellationToken cancelled)
    {
        if (!CustomerReader.ParseKey(key).TryGet(out var parsed, out var errors)) return TypedResults.BadRequest(new Problem(errors));
        await engine.Settle(cancelled);
        if (export.Find(parsed) is not { } customer) return TypedResults.NotFound(CustomerEndpoints.Unknown(key));
        response.ContentType = "application/json; charset=utf-8";
        response.Headers.ContentDisposition = $"attachment; filename=\"customer-{customer.Customer.Id}.json\"";
        response.Headers.CacheControl = "no-store";
        await export.Write(customer, response.BodyWriter, cancelled);
        return TypedResults.Empty;
    }

    private static async Task<Results<Accepted<ErasureModel>, BadRequest<Problem>, NotFound<Problem>, Conflict<Problem>, JsonHttpResult<Problem>>> Erase(
        string key, ErasureRequestModel request, CustomerReader customers, ErasureBook book, Certificates certificates, Erasing erasing, IEngine engine, CancellationToken cancelled)
    {
        if (!CustomerReader.ParseKey(key).TryGet(out var parsed, out var errors)) return TypedResults.BadRequest(new Problem(errors));
        if (request.Reason?.Length > MaxReason) return TypedResults.BadRequest(Problem.Of("too_long", $"The reason has {request.Reason.Length} characters.", $"Use at most {MaxReason}."));
        await engine.Settle(cancelled);
        if (customers.Read<EntityId?>(parsed, customer => customer.Id) is not { } id) return TypedResults.NotFound(CustomerEndpoints.Unknown(key));
        if (book.Running.Any(record => record.Customer == id.ToString()))
            return TypedResults.Conflict(Problem.Of("erasure_running", "The customer is being erased already.", "GET /api/v1/erasures says how far it is."));
        try
        {
            var record = book.Add(id, "admin", request.Reason?.Trim() ?? "", request.Suppress);
            erasing.Wake();
            return TypedResults.Accepted($"/api/v1/erasures/{record.Id}", certificates.Show(record));
        }
        catch (StorageFullException full)
        {
            return TypedResults.Json(Problem.Of("storage_full", full.Message), statusCode: StatusCodes.Status503ServiceUnavailable);
        }
    }

    private static Results<Ok<Page<SuppressedIdentityModel>>, BadRequest<Problem>> Suppress(SuppressionOrderModel order, SuppressedIdentities list, TimeProvider time)
    {
        if (IdentityOf(order.Identity ?? "") is not { } identity) return TypedResults.BadRequest(NoIdentity(order.Identity ?? ""));
        if (order.Reason?.Length > MaxReason) return TypedResults.BadRequest(Problem.Of("too_long", $"The reason has {order.Reason.Length} characters.", $"Use at most {MaxReason}."));
        list.Add([identity], Instant.From(time.GetUtcNow()), order.Reason?.Trim() ?? "");
        return TypedResults.Ok(new Page<SuppressedIdentityModel>([.. list.All.Select(Show)]));
    }

    private static Results<NoContent, BadRequest<Problem>, NotFound<Problem>> Lift(string identity, SuppressedIdentities list)
    {
        if (IdentityOf(identity) is not { } parsed) return TypedResults.BadRequest(NoIdentity(identity));
        return list.Remove(parsed) ? TypedResults.NoContent() : TypedResults.NotFound(Problem.Of("not_suppressed", "This identity is not kept out."));
    }

    private static Identity? IdentityOf(string text) => CustomerReader.ParseKey(text).TryGet(out var key, out _) ? key.Identity : null;

    private static SuppressedIdentityModel Show(SuppressedIdentity one) => new(one.Mark, one.Kind, one.At.ToDateTimeOffset(), one.Reason);

    private static Problem NoIdentity(string text) => Problem.Of("bad_identity", $"“{text}” is not a kind and a value.", "Write userId:42, email:ann@example.com, phone:… or anonymousId:….");

    private static Problem UnknownErasure(string id) => Problem.Of("unknown_erasure", $"There is no erasure {id}.", "GET /api/v1/erasures lists all.");
}
