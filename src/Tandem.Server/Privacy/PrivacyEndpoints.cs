using Microsoft.AspNetCore.Http.HttpResults;
using Tandem.Server.Api;
using Tandem.Server.Customers;
using Tandem.Server.Hosting;

namespace Tandem.Server.Privacy;

/// <summary>What a person may ask of whoever keeps data about them, over HTTP.</summary>
public static class PrivacyEndpoints
{
    public static IServiceCollection AddPrivacy(this IServiceCollection services) => services.AddSingleton<CustomerExport>();

    /// <param name="api">The group at <c>/api/v1</c>, which lets in only who may.</param>
    public static IEndpointRouteBuilder MapPrivacy(this IEndpointRouteBuilder api)
    {
        api.MapGet("customers/{key}/export", Export).WithTags("Privacy").WithName("ExportCustomer").Produces(StatusCodes.Status200OK, contentType: "application/json")
            .WithSummary("All that is kept of one customer, as one JSON document to save.");
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
}
