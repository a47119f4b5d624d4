using System.Globalization;
using Microsoft.AspNetCore.Http.HttpResults;
using Tandem.Engine.Effects;
using Tandem.Server.Api;

namespace Tandem.Server.Delivery;

/// <summary>Lists messages and shows one.</summary>
internal static class MessageEndpoints
{
    private const int MaxPage = 500;

    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapGet("/messages", List).WithTags("messages");
        api.MapGet("/messages/{id}", Read).WithTags("messages");
        api.MapGet("/messages/{id}/html", Html).WithTags("messages");
    }

    private static Results<Ok<Page<MessageSummary>>, BadRequest<Problem>> List(IMessageStore store, string? status = null, string? search = null, int limit = 50, string? after = null)
    {
        var statuses = new List<MessageStatus>();
        foreach (var name in (status ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            var named = Enum.GetValues<MessageStatus>().Where(value => MessageSummary.StatusOf(value) == name).ToList();
            if (named.Count == 0) return TypedResults.BadRequest(Problem.Of("unknown_status", $"'{name}' is no status of a message.", "Use queued, sent, failed, withheld, bounced or uncertain."));
            statuses.AddRange(named);
        }
        if (limit is < 1 or > MaxPage) return TypedResults.BadRequest(Problem.Of("bad_limit", $"A page has 1 to {MaxPage} messages, not {limit}."));
        var before = long.MaxValue;
        if (after is not null && !Number(after, out before)) return TypedResults.BadRequest(Problem.Of("bad_after", $"'{after}' is no place in the list.", "Pass on what came as next."));
        var page = store.List(new(statuses, [], search?.Trim() ?? "", before, limit + 1));
        var next = page.Count > limit ? page[limit - 1].Number.ToString(CultureInfo.InvariantCulture) : null;
        return TypedResults.Ok(new Page<MessageSummary>([.. page.Take(limit).Select(MessageSummary.Of)], next));
    }

    private static Results<Ok<MessageDetail>, NotFound<Problem>> Read(IMessageStore store, string id) =>
        Find(store, id) is { } message ? TypedResults.Ok(MessageDetail.Of(message)) : TypedResults.NotFound(Unknown(id));

    /// <summary>The mail as a page of its own that may run nothing, post nothing and know nothing of the console.</summary>
    private static Results<ContentHttpResult, NotFound<Problem>> Html(IMessageStore store, HttpResponse response, string id)
    {
        if (Find(store, id)?.Content is not { } content) return TypedResults.NotFound(Unknown(id));
        response.Headers.ContentSecurityPolicy = "sandbox; default-src 'none'; img-src https: http: data:; style-src 'unsafe-inline'; font-src https: data:; frame-ancestors 'self'";
        response.Headers.XContentTypeOptions = "nosniff";
        response.Headers["Referrer-Policy"] = "no-referrer";
        return content.Html is { } html ? TypedResults.Content(html, "text/html; charset=utf-8") : TypedResults.Content(content.Text, "text/plain; charset=utf-8");
    }

    private static MessageRecord? Find(IMessageStore store, string id) => Number(id, out var number) ? store.Read(number) : null;

    private static bool Number(string text, out long number) => long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number);

    private static Problem Unknown(string id) => Problem.Of("unknown_message", $"There is no message '{id}', or it has no content.");
}
