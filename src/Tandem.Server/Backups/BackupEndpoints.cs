using Microsoft.AspNetCore.Http.HttpResults;
using Tandem.Engine.Journal;
using Tandem.Server.Api;
using Tandem.Server.Privacy;

namespace Tandem.Server.Backups;

/// <summary>Backups over HTTP.</summary>
public static class BackupEndpoints
{
    public static IServiceCollection AddBackups(this IServiceCollection services) => services
        .AddSingleton<BackupBook>().AddSingleton<IBackupLog>(provider => provider.GetRequiredService<BackupBook>()).AddSingleton<BackupTaking>();

    /// <param name="api">The group at <c>/api/v1</c>, which lets in only who may.</param>
    public static IEndpointRouteBuilder MapBackups(this IEndpointRouteBuilder api)
    {
        api.MapPost("backups", Take).WithTags("Backups").WithName("TakeBackup").Produces(StatusCodes.Status200OK, contentType: "application/octet-stream")
            .WithSummary("Takes a backup of the whole workspace as of now, beside the traffic, as one stream; its last 32 bytes are SHA-256 of all before. 409 backup_running.");
        api.MapGet("backups", (BackupBook book) => TypedResults.Ok(new BackupList([.. book.Records.Reverse().Select(Show)])))
            .WithTags("Backups").WithName("ListBackups").WithSummary("The backups that were taken and may still be there, newest first.");
        api.MapDelete("backups/{id}", Results<NoContent, NotFound<Problem>> (string id, BackupBook book) =>
                book.Forget(id) ? TypedResults.NoContent() : TypedResults.NotFound(Problem.Of("unknown_backup", $"There is no backup {id}.", "GET /api/v1/backups lists all.")))
            .WithTags("Backups").WithName("ForgetBackup").WithSummary("Says that a backup's file is not there any more, so that certificates of erasure do not name it.");
        return api;
    }

    private static async Task<Results<EmptyHttpResult, Conflict<Problem>, JsonHttpResult<Problem>>> Take(BackupTaking taking, HttpResponse response, CancellationToken cancelled)
    {
        try
        {
            using var backup = await taking.Begin(cancelled);
            if (backup is null) return TypedResults.Conflict(Problem.Of("backup_running", "A backup is being taken already.", "Wait until it is over."));
            response.ContentType = "application/octet-stream";
            response.Headers.ContentDisposition = $"attachment; filename=\"{backup.FileName}\"";
            response.Headers.CacheControl = "no-store";
            await taking.Write(backup, response.BodyWriter, cancelled);
            return TypedResults.Empty;
        }
        catch (StorageFullException full) when (!response.HasStarted)
        {
            return TypedResults.Json(Problem.Of("storage_full", full.Message), statusCode: StatusCodes.Status503ServiceUnavailable);
        }
        catch (Exception failed) when (response.HasStarted && failed is not OperationCanceledException)
        {
            // What was sent cannot be taken back: the caller sees that the answer was cut off.
            response.HttpContext.Abort();
            return TypedResults.Empty;
        }
    }

    private static BackupItemModel Show(BackupRecord record) => new(record.Id, record.At.ToDateTimeOffset(), record.FinishedAt?.ToDateTimeOffset(), record.Position, record.Bytes);
}
