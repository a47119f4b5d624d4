using System.ComponentModel;
using Microsoft.AspNetCore.Http.HttpResults;
using Tandem.Engine.Effects;
using Tandem.Engine.Journal;
using Tandem.Engine.Separation;
using Tandem.Primitives;
using Tandem.Server.Api;
using Tandem.Server.Delivery;
using Tandem.Server.Hosting;

namespace Tandem.Server.Customers;

/// <summary>Reading customers and accounts over HTTP. A read waits until what was accepted before it is folded.</summary>
public static class CustomerEndpoints
{
    public static IServiceCollection AddCustomers(this IServiceCollection services) => services
        .AddSingleton<CustomerReader>().AddSingleton<CustomerMapping>().AddSingleton<TimelineReader>().AddSingleton<TraitHistory>()
        .AddSingleton<MergeUndo>().AddSingleton<ISeparationRequests, SeparationRequests>()
        .AddSingleton<ContactCheck>(provider => provider.GetRequiredService<CustomerReader>().WhyNot)
        .AddSingleton<FindAnchor>(provider => provider.GetRequiredService<CustomerReader>().AnchorOf);

    /// <param name="api">The group at <c>/api/v1</c>, which lets in only who may.</param>
    public static IEndpointRouteBuilder MapCustomers(this IEndpointRouteBuilder api)
    {
        var customers = api.MapGroup("customers").WithTags("Customers");
        customers.MapGet("", List).WithName("ListCustomers").WithSummary("Customers by an identity or the beginning of one; without a search those to whom something happened last, or everybody in order of id.");
        customers.MapGet("{key}", Get).WithName("GetCustomer").WithSummary("One customer by kind:value, such as userId:42, email:ann@example.com or id:002a4c1f9be03d71.");
        customers.MapGet("{key}/timeline", Timeline).WithName("GetTimeline").WithSummary("A customer's history over all channels, newest first.");
        customers.MapGet("{key}/timeline/{id}", TimelineItem).WithName("GetTimelineItem").WithSummary("One item of a customer's history by its id.");
        customers.MapGet("{key}/traits/{name}/history", History).WithName("GetTraitHistory").WithSummary("What a trait of a customer was, newest first: only where its value changed, out of the interactions that the journal keeps.");
        customers.MapGet("{key}/messages", Messages).WithName("GetCustomerMessages").WithSummary("What was sent to a customer, or was not and why, newest first.");
        customers.MapPost("{key}/merges/{id}/undo", Undo).WithName("UndoMerge")
            .WithSummary("Has a customer be one of its own again who was merged into this one: 202 when that is kept, also through a crash; 409 history_gone, later_merge (another one must be undone first) or undo_running.");
        api.MapGet("accounts/{groupId}", GetAccount).WithTags("Accounts").WithName("GetAccount").WithSummary("One account (company) by its group id.");
        api.MapGet("accounts/{groupId}/members", GetMembers).WithTags("Accounts").WithName("GetAccountMembers").WithSummary("An account's customers, those first who joined first.");
        return api;
    }

    private static async Task<Results<Ok<CustomerList>, BadRequest<Problem>>> List(
        CustomerReader reader, IEngine engine, CancellationToken cancelled, string? search = null, int limit = 50,
        [Description("id for everybody in order of id, page by page; without it those who were active last.")] string? order = null, string? after = null)
    {
        if (Limits.Check(limit, 200) is { } wrong) return TypedResults.BadRequest(wrong);
        if (order is not (null or "id")) return TypedResults.BadRequest(Problem.At("order", "unknown_order", $"Customers are not listed by {order}.", "Use order=id, or leave it out."));
        var everybody = order is not null && string.IsNullOrWhiteSpace(search);
        var from = default(EntityId);
        if (after is not null && (!everybody || !EntityId.TryParse(after, out from)))
            return TypedResults.BadRequest(Problem.At("after", "bad_cursor", $"after={after} is not a cursor.", "Use the “next” of the page before, with order=id."));
        await engine.Settle(cancelled);
        if (!everybody) return TypedResults.Ok(new CustomerList(reader.Search(search, limit), null));
        engine.Checkpoint();
        var page = reader.Walk(from).Take(limit).Select(CustomerMapping.Summary).ToList();
        return TypedResults.Ok(new CustomerList(page, page.Count == limit ? page[^1].Id : null));
    }

    private static async Task<Results<Ok<CustomerModel>, BadRequest<Problem>, NotFound<Problem>>> Get(
        string key, CustomerReader reader, CustomerMapping mapping, IEngine engine, CancellationToken cancelled)
    {
        if (!CustomerReader.ParseKey(key).TryGet(out var parsed, out var errors)) return TypedResults.BadRequest(new Problem(errors));
        await engine.Settle(cancelled);
        return reader.ReadWhole(parsed, mapping) is { } customer ? TypedResults.Ok(customer) : TypedResults.NotFound(Unknown(key));
    }

    private static async Task<Results<Ok<TimelineModel>, BadRequest<Problem>, NotFound<Problem>>> Timeline(
        string key, TimelineReader reader, IEngine engine, CancellationToken cancelled, int limit = 50, string? before = null,
        [Description("Only items of these kinds, with commas between them, such as segment,message; without it all.")] string? kinds = null,
        [Description("Only items with this text in the title, the source or the details.")] string? search = null)
    {
        if (Limits.Check(limit, 500) is { } wrong) return TypedResults.BadRequest(wrong);
        if (!CustomerReader.ParseKey(key).TryGet(out var parsed, out var errors) || !TimelineFilter.Parse(kinds, search).TryGet(out var filter, out errors))
            return TypedResults.BadRequest(new Problem(errors));
        await engine.Settle(cancelled);
        if (reader.Read(parsed, limit, before, filter) is not { } read) return TypedResults.NotFound(Unknown(key));
        return read.TryGet(out var timeline, out errors) ? TypedResults.Ok(timeline) : TypedResults.BadRequest(new Problem(errors));
    }

    private static async Task<Results<Ok<TimelineItemModel>, BadRequest<Problem>, NotFound<Problem>>> TimelineItem(
        string key, string id, TimelineReader reader, IEngine engine, CancellationToken cancelled)
    {
        if (!CustomerReader.ParseKey(key).TryGet(out var parsed, out var errors)) return TypedResults.BadRequest(new Problem(errors));
        await engine.Settle(cancelled);
        return reader.ReadOne(parsed, id) is { } item
            ? TypedResults.Ok(item)
            : TypedResults.NotFound(Problem.Of("unknown_item", $"The history of {key} has no item {id}.", "Ids of items are those of the timeline."));
    }

    private static async Task<Results<Ok<TraitHistoryModel>, BadRequest<Problem>, NotFound<Problem>>> History(
        string key, string name, TraitHistory history, IEngine engine, CancellationToken cancelled, int limit = 100)
    {
        if (Limits.Check(limit, 500) is { } wrong) return TypedResults.BadRequest(wrong);
        if (!CustomerReader.ParseKey(key).TryGet(out var parsed, out var errors)) return TypedResults.BadRequest(new Problem(errors));
        await engine.Settle(cancelled);
        // A slash is the one character that the server leaves encoded in a path.
        return history.Read(parsed, name.Replace("%2F", "/", StringComparison.OrdinalIgnoreCase), limit) is { } read ? TypedResults.Ok(read) : TypedResults.NotFound(Unknown(key));
    }

    private static async Task<Results<Ok<Page<MessageSummary>>, BadRequest<Problem>, NotFound<Problem>>> Messages(
        string key, CustomerReader reader, IMessageStore messages, IEngine engine, CancellationToken cancelled, int limit = 50)
    {
        if (Limits.Check(limit, 500) is { } wrong) return TypedResults.BadRequest(wrong);
        if (!CustomerReader.ParseKey(key).TryGet(out var parsed, out var errors)) return TypedResults.BadRequest(new Problem(errors));
        await engine.Settle(cancelled);
        // What went to them before they were joined is theirs, too.
        if (reader.Read<IReadOnlyCollection<EntityId>>(parsed, customer => [customer.Id, .. customer.Merged.Select(merged => merged.Id)]) is not { } ids)
            return TypedResults.NotFound(Unknown(key));
        return TypedResults.Ok(new Page<MessageSummary>([.. messages.List(new([], ids, Max: limit)).Select(MessageSummary.Of)]));
    }

    private static async Task<Results<Accepted<CustomerModel>, BadRequest<Problem>, NotFound<Problem>, Conflict<Problem>, JsonHttpResult<Problem>>> Undo(
        string key, string id, CustomerReader reader, CustomerMapping mapping, MergeUndo undo, IEngine engine, CancellationToken cancelled)
    {
        if (!CustomerReader.ParseKey(key).TryGet(out var parsed, out var errors) || !CustomerReader.ParseKey($"id:{id}").TryGet(out var absorbed, out errors))
            return TypedResults.BadRequest(new Problem(errors));
        await engine.Settle(cancelled);
        if (reader.ReadWhole(parsed, mapping) is not { } customer) return TypedResults.NotFound(Unknown(key));
        try
        {
            if (await undo.Ask(parsed, absorbed.Id, cancelled) is not { } error) return TypedResults.Accepted($"/api/v1/customers/id:{id}", customer);
            return error.Code == "unknown_merge" ? TypedResults.NotFound(new Problem([error])) : TypedResults.Conflict(new Problem([error]));
        }
        catch (StorageFullException full)
        {
            return TypedResults.Json(Problem.Of("storage_full", full.Message), statusCode: StatusCodes.Status503ServiceUnavailable);
        }
    }

    private static async Task<Results<Ok<AccountModel>, NotFound<Problem>>> GetAccount(string groupId, CustomerReader reader, IEngine engine, CancellationToken cancelled)
    {
        await engine.Settle(cancelled);
        return reader.ReadAccount(groupId, CustomerMapping.Whole) is { } account
            ? TypedResults.Ok(account)
            : TypedResults.NotFound(UnknownAccount(groupId));
    }

    private static async Task<Results<Ok<AccountMemberList>, BadRequest<Problem>, NotFound<Problem>>> GetMembers(
        string groupId, CustomerReader reader, IEngine engine, CancellationToken cancelled, int limit = 50, string? after = null)
    {
        if (Limits.Check(limit, 200) is { } wrong) return TypedResults.BadRequest(wrong);
        if (MemberCursor.Parse(after) is not { } from)
            return TypedResults.BadRequest(Problem.At("after", "bad_cursor", $"after={after} is not a cursor.", "Use the “next” of the page before."));
        await engine.Settle(cancelled);
        return reader.ReadMembers(groupId, from, limit) is { } page ? TypedResults.Ok(page) : TypedResults.NotFound(UnknownAccount(groupId));
    }

    private static Problem UnknownAccount(string groupId) => Problem.Of("unknown_account", $"No customer was ever put into an account with the group id {groupId}.");

    internal static Problem Unknown(string key) => Problem.Of("unknown_customer", $"There is no customer known as {key}.", "Identities are kept in normal form: e-mail addresses in lower case, all else as it was sent.");
}
