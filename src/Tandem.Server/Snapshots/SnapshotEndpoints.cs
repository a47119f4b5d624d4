using Microsoft.AspNetCore.Http.HttpResults;
using Tandem.Engine.Journal;
using Tandem.Server.Api;
using Tandem.Server.Hosting;
using Tandem.Storage.Snapshots;

namespace Tandem.Server.Snapshots;

/// <summary>The snapshots of states over HTTP.</summary>
public static class SnapshotEndpoints
{
    /// <param name="api">The group at <c>/api/v1</c>, which lets in only who may.</param>
    public static IEndpointRouteBuilder MapSnapshots(this IEndpointRouteBuilder api)
    {
        api.MapGet("snapshots", (WorkspaceStore store) => TypedResults.Ok(new SnapshotList([.. (store.Embedded?.Snapshots.All ?? []).Reverse().Select(Show)])))
            .WithTags("Snapshots").WithName("ListSnapshots").WithSummary("The snapshots of states that are kept, newest first.");
        api.MapPost("snapshots", Take).WithTags("Snapshots").WithName("TakeSnapshot")
            .WithSummary("Takes a snapshot of the states now, beside the traffic; the newest one again where nothing was folded since.");
        return api;
    }

    private static async Task<Results<Ok<SnapshotModel>, JsonHttpResult<Problem>>> Take(WorkspaceStore store, IEngine engine, CancellationToken cancelled)
    {
        if (store.Embedded is not { } embedded)
            return TypedResults.Json(Problem.Of("no_snapshots", "Snapshots of states are kept in a data folder only, and this workspace is in a database.", "Take a backup instead: tandem backup."), statusCode: StatusCodes.Status409Conflict);
        try
        {
            await engine.Settle(cancelled);
            return TypedResults.Ok(Show(await Task.Run(() =>
            {
                engine.Checkpoint();
                return embedded.Snapshots.Take();
            }, cancelled)));
        }
        catch (StorageFullException full)
        {
            return TypedResults.Json(Problem.Of("storage_full", full.Message), statusCode: StatusCodes.Status503ServiceUnavailable);
        }
    }

    private static SnapshotModel Show(SnapshotManifest snapshot) => new(snapshot.Position.Value, snapshot.At.ToDateTimeOffset(), snapshot.Bytes);
}
