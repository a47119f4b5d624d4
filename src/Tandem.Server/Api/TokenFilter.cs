using System.Globalization;
using Tandem.Engine.Journal;
using Tandem.Server.Api.Tracking;
using Tandem.Server.Hosting;

namespace Tandem.Server.Api;

/// <summary>
/// A read that bears the <c>Tandem-Token</c> of an accepted call is answered with what that call led to, through whichever
/// process it comes, or with 503: never with what was before.
/// </summary>
internal static class TokenFilter
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    public static RouteGroupBuilder ReadOwnWrites(this RouteGroupBuilder group)
    {
        group.AddEndpointFilter(async (context, next) =>
        {
            var http = context.HttpContext;
            if (http.Request.Headers[TrackingAnswers.TokenHeader] is not { Count: > 0 } given) return await next(context);
            if (!long.TryParse(given.ToString(), NumberStyles.None, CultureInfo.InvariantCulture, out var number))
                return TypedResults.BadRequest(Problem.Of("bad_token", $"{TrackingAnswers.TokenHeader} {given} is no token.", "Send the token as the answer to an accepted call had it."));
            if (await http.RequestServices.GetRequiredService<IEngine>().Settle(new Receipt(number), Patience, http.RequestAborted)) return await next(context);
            http.Response.Headers.RetryAfter = "1";
            return TypedResults.Json(
                Problem.Of("not_folded_yet", $"What the call with the token {number} sent is durable, and waits to be folded.", "Ask again after the seconds of Retry-After, or leave the token out to read what is there."),
                statusCode: StatusCodes.Status503ServiceUnavailable);
        });
        return group;
    }
}
