using Microsoft.AspNetCore.Http.HttpResults;
using Tandem.Connect.Channels;
using Tandem.Engine.Identities;
using Tandem.Primitives;
using Tandem.Server.Api;

namespace Tandem.Server.Delivery;

/// <summary>The suppression list: see it, add to it, take from it.</summary>
internal static class SuppressionEndpoints
{
    private const int MaxPage = 500, MaxReason = 500;

    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapGet("/suppressions", List).WithTags("suppressions");
        api.MapPut("/suppressions/{channel}/{address}", Put).WithTags("suppressions");
        api.MapDelete("/suppressions/{channel}/{address}", Remove).WithTags("suppressions");
    }

    private static Results<Ok<Page<SuppressionView>>, BadRequest<Problem>> List(SuppressionList list, string? search = null, int limit = 50, string? after = null)
    {
        if (limit is < 1 or > MaxPage) return TypedResults.BadRequest(Problem.Of("bad_limit", $"A page has 1 to {MaxPage} addresses, not {limit}."));
        var from = (after ?? "").Split('/', 2);
        var page = list.List(search?.Trim() ?? "", (from[0], from.Length > 1 ? from[1] : ""), limit + 1);
        var next = page.Count > limit ? $"{page[limit - 1].Channel}/{page[limit - 1].Address}" : null;
        return TypedResults.Ok(new Page<SuppressionView>([.. page.Take(limit).Select(SuppressionView.Of)], next));
    }

    private static Results<Ok<SuppressionView>, BadRequest<Problem>> Put(SuppressionList list, TimeProvider time, string channel, string address, SuppressionRequest? request = null)
    {
        if (channel != IdentityKinds.Email) return TypedResults.BadRequest(Problem.At("channel", "unknown_channel", $"There is no channel '{channel}'.", "Use email."));
        if (!MailAddress.Parse(address).TryGet(out _, out var wrong)) return TypedResults.BadRequest(new Problem(wrong));
        if (request?.Reason?.Length > MaxReason) return TypedResults.BadRequest(Problem.At("reason", "too_long", $"A reason has at most {MaxReason} characters."));
        var reason = string.IsNullOrWhiteSpace(request?.Reason) ? "added by hand" : request.Reason.Trim();
        return list.Put(new(channel, address, reason, Instant.From(time.GetUtcNow()), "console")) is { } kept
            ? TypedResults.Ok(SuppressionView.Of(kept))
            : TypedResults.BadRequest(Problem.At("address", "bad_address", $"'{address}' is too long for an address."));
    }

    private static Results<NoContent, NotFound<Problem>> Remove(SuppressionList list, string channel, string address) =>
        list.Remove(channel, address) ? TypedResults.NoContent() : TypedResults.NotFound(Problem.Of("unknown_suppression", $"'{address}' is not on the list for {channel}."));
}
