using Microsoft.AspNetCore.Http.HttpResults;
using Tandem.Server.Api;

namespace Tandem.Server.Delivery;

/// <summary>The workspace, and the switch that lets messages out.</summary>
internal static class WorkspaceEndpoints
{
    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapGet("/workspace", (DeliveryOptions options, SendingSwitch sending) => WorkspaceView.Of(options, sending)).WithTags("workspace");
        api.MapPut("/workspace/sending", Set).WithTags("workspace");
    }

    private static Results<Ok<WorkspaceView>, BadRequest<Problem>, Conflict<Problem>> Set(DeliveryOptions options, SendingSwitch sending, SendingRequest request)
    {
        if (request.Outside is not { } outside) return TypedResults.BadRequest(Problem.Of("outside_missing", "Whether to send outside is missing.", "Send {\"outside\": true} or {\"outside\": false}."));
        return sending.Set(outside).TryGet(out _, out var errors) ? TypedResults.Ok(WorkspaceView.Of(options, sending)) : TypedResults.Conflict(new Problem(errors));
    }
}
