using System.Globalization;
using Tandem.Engine.Journal;

namespace Tandem.Server.Api;

/// <summary>What a call answers that could not be written: 503 where the disk is full, 429 where too much waits, and when to come again.</summary>
internal static class StorageFilter
{
    /// <summary>Seconds after which it is worth trying again while the disk is full.</summary>
    public const string RetryAfter = "5";

    public static RouteGroupBuilder AnswerFullStorage(this RouteGroupBuilder group)
    {
        group.AddEndpointFilter(async (context, next) =>
        {
            try
            {
                return await next(context);
            }
            catch (StorageFullException full)
            {
                context.HttpContext.Response.Headers.RetryAfter = RetryAfter;
                return TypedResults.Json(Problem.Of("storage_full", full.Message, "Nothing was changed. Try again after the seconds of Retry-After."), statusCode: StatusCodes.Status503ServiceUnavailable);
            }
            catch (OverloadedException overloaded)
            {
                context.HttpContext.Response.Headers.RetryAfter = Math.Max(1, (long)Math.Ceiling(overloaded.RetryAfter.TotalSeconds)).ToString(CultureInfo.InvariantCulture);
                return TypedResults.Json(Problem.Of("overloaded", overloaded.Message, "Try again after the seconds of Retry-After."), statusCode: StatusCodes.Status429TooManyRequests);
            }
        });
        return group;
    }
}
