using System.Globalization;
using Microsoft.AspNetCore.Http.HttpResults;
using Tandem.Primitives;
using Tandem.Server.Api;

namespace Tandem.Server.Sources;

/// <summary>What sources sent that could not be accepted: to look at, to mend and to send again.</summary>
public static class RejectEndpoints
{
    private const int DefaultLimit = 100, MaxLimit = 1_000, MostAtOnce = 200;

    /// <param name="sources">The group of sources.</param>
    public static void MapRejects(this IEndpointRouteBuilder sources)
    {
        sources.MapGet("{name}/rejects", List).WithSummary("What could not be accepted and why, newest first");
        sources.MapGet("{name}/rejects/reasons", Reasons).WithSummary("What is wrong with all that is kept, the most frequent first");
        sources.MapPost("{name}/rejects/send", SendMany).WithSummary("Sends up to 200 again as they were sent; each answers for itself");
        sources.MapGet("{name}/rejects/{id}", Get).WithSummary("One rejected item with its faults in their places");
        sources.MapPost("{name}/rejects/{id}/check", Check).WithSummary("What would still be wrong with a mended item; changes nothing");
        sources.MapPost("{name}/rejects/{id}/send", Send).WithSummary("Sends a mended item on the way of all interactions; once, however often it is asked for");
    }

    private static Results<Ok<Page<RejectModel>>, NotFound<Problem>, BadRequest<Problem>> List(
        string name, [AsParameters] RejectFilter filter, SourceRegistry registry, RejectReader rejects, int limit = DefaultLimit, string? after = null)
    {
        if (registry.Find(name) is null) return SourceEndpoints.Missing(name);
        if (filter.State is not (null or "" or "open" or "mended"))
            return TypedResults.BadRequest(Problem.At("state", "unknown_state", "state is open or mended, or left out."));
        long? before = null;
        if (!string.IsNullOrEmpty(after))
        {
            if (!long.TryParse(after, NumberStyles.None, CultureInfo.InvariantCulture, out var cursor))
                return TypedResults.BadRequest(Problem.Of("bad_cursor", "after is no cursor of this list.", "Send what came as next, or leave it out."));
            before = cursor;
        }
        var (page, next) = rejects.Page(name, filter, before, Math.Clamp(limit, 1, MaxLimit));
        return TypedResults.Ok(new Page<RejectModel>(page, next?.ToString(CultureInfo.InvariantCulture)));
    }

    private static Results<Ok<Page<RejectReasonModel>>, NotFound<Problem>> Reasons(string name, SourceRegistry registry, RejectReader rejects) =>
        registry.Find(name) is null ? SourceEndpoints.Missing(name) : TypedResults.Ok(new Page<RejectReasonModel>(rejects.Reasons(name)));

    private static Results<Ok<RejectDetailModel>, NotFound<Problem>> Get(string name, string id, SourceRegistry registry, RejectReader rejects)
    {
        if (registry.Find(name) is null) return SourceEndpoints.Missing(name);
        return rejects.Read(name, id) is { } reject ? TypedResults.Ok(reject) : Gone(id);
    }

    private static Results<Ok<RejectCheckModel>, NotFound<Problem>> Check(string name, string id, MendModel mend, SourceRegistry registry, RejectLog log)
    {
        if (registry.Find(name) is not { } source) return SourceEndpoints.Missing(name);
        if (log.Find(name, id) is not { } reject) return Gone(id);
        return TypedResults.Ok(RejectReading.Read(reject, source.Source.Number, mend.Text ?? reject.Body).TryGet(out var items, out var errors)
            ? new RejectCheckModel([], [.. items.Select(item => item.ToModel())])
            : new RejectCheckModel(errors, []));
    }

    private static async Task<Results<Ok<MendedModel>, NotFound<Problem>, Conflict<Problem>, UnprocessableEntity<Problem>>> Send(
        string name, string id, MendModel mend, SourceRegistry registry, RejectLog log, RejectSending sending, HttpRequest request)
    {
        if (registry.Find(name) is not { } source) return SourceEndpoints.Missing(name);
        if (log.Find(name, id) is not { } reject) return Gone(id);
        if ((await sending.Send(source, reject, mend.Text ?? reject.Body, Caller.Of(request))).TryGet(out var sent, out var errors)) return TypedResults.Ok(sent.ToModel());
        return errors[0].Code == RejectSending.BeingSent ? TypedResults.Conflict(new Problem(errors)) : TypedResults.UnprocessableEntity(new Problem(errors));
    }

    private static async Task<Results<Ok<Page<RejectSentModel>>, NotFound<Problem>, BadRequest<Problem>>> SendMany(
        string name, RejectsToSendModel wanted, SourceRegistry registry, RejectLog log, RejectSending sending, HttpRequest request)
    {
        if (registry.Find(name) is not { } source) return SourceEndpoints.Missing(name);
        if (wanted.Ids is not { Count: > 0 and <= MostAtOnce } ids) return TypedResults.BadRequest(Problem.At("ids", "too_many", $"Send 1 to {MostAtOnce} at once."));
        var known = ids.ToHashSet();
        var rejects = log.ReadAll(name, null).Select(one => one.Reject).Where(reject => known.Contains(reject.Id)).Take(known.Count).ToDictionary(reject => reject.Id);
        var answers = new List<RejectSentModel>();
        foreach (var id in ids.Distinct())
        {
            if (!rejects.TryGetValue(id, out var reject))
            {
                answers.Add(new(id, null, [NotKept(id)]));
                continue;
            }
            var sent = await sending.Send(source, reject, reject.Body, Caller.Of(request));
            answers.Add(sent.IsOk ? new(id, sent.Value.ToModel(), []) : new(id, null, sent.Errors));
        }
        return TypedResults.Ok(new Page<RejectSentModel>(answers));
    }

    private static Error NotKept(string id) => new("unknown_reject", $"There is no rejected item {id}, or it is not kept any more.") { Hint = $"The newest {RejectLog.Kept:N0} of a source are kept." };

    private static NotFound<Problem> Gone(string id) => TypedResults.NotFound(new Problem([NotKept(id)]));
}
