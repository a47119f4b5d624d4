using Microsoft.AspNetCore.Http.HttpResults;
using Tandem.Engine.Journal;
using Tandem.Engine.States;
using Tandem.Server.Api;
using Tandem.Server.Customers;
using Tandem.Server.Hosting;

namespace Tandem.Server.Audiences;

/// <summary>Asking over HTTP who fulfils a rule that nobody published yet.</summary>
public static class AudienceEndpoints
{
    private const int MostSampled = 200;

    private static readonly TimeSpan SampleTime = TimeSpan.FromMilliseconds(700);

    public static IServiceCollection AddAudiences(this IServiceCollection services) => services
        .AddSingleton<RuleBodies>()
        .AddSingleton<AudienceDesk>()
        .AddSingleton<AudienceSampler>()
        .AddSingleton<NameBook>()
        .AddSingleton(provider => new AudienceCounter(
            provider.GetRequiredService<IEngine>(), provider.GetRequiredService<IStateReader>(), provider.GetRequiredService<IJournal>(), provider.GetRequiredService<EngineClock>(),
            Random.Shared.NextDouble()));

    /// <param name="api">The group at <c>/api/v1</c>, which lets in only who may.</param>
    public static IEndpointRouteBuilder MapAudiences(this IEndpointRouteBuilder api)
    {
        var rules = api.MapGroup("rules").WithTags("Rules");
        rules.MapPost("count", Count).WithName("CountRule").WithSummary("How many customers fulfil a rule now, within a second: exactly, or by a random sample with its 95% interval.")
            .Accepts<RuleToCount>(false, "application/json", "*/*");
        rules.MapPost("sample", Sample).WithName("SampleRule").WithSummary("Some customers who fulfil a rule and some who do not, each with the reason.")
            .Accepts<RuleToSample>(false, "application/json", "*/*");
        rules.MapPost("explain", Explain).WithName("ExplainRule").WithSummary("Whether one customer fulfils a rule, and why or why not.")
            .Accepts<RuleToExplain>(false, "application/json", "*/*");
        rules.MapGet("names", Names).WithName("ListKnownNames").WithSummary("What rules may name, with types, how often, and the values that are most frequent: from what is there, some seconds ago at most.");
        return api;
    }

    private static async Task<Ok<KnownNameList>> Names(NameBook names, AudienceDesk desk, CancellationToken cancelled)
    {
        await desk.Freshen(cancelled);
        return TypedResults.Ok(await names.Read(cancelled));
    }

    private static async Task<Results<Ok<RuleCount>, BadRequest<Problem>, JsonHttpResult<Problem>>> Count(
        HttpRequest request, RuleBodies bodies, AudienceDesk desk, AudienceCounter counter, Restating restating, HttpResponse response, CancellationToken cancelled)
    {
        if (!(await bodies.Read<RuleToCount>(request, cancelled)).TryGet(out var read, out var errors)) return TypedResults.BadRequest(new Problem(errors));
        var unsettled = UnsettledSegments.In(read.Rule.Reads, restating.Progress);
        return await desk.Ask(began => counter.Count(read.Rule, CountTime.Default, began, cancelled), cancelled) is { } answer
            ? TypedResults.Ok(answer with { NotCounted = [.. answer.NotCounted, .. unsettled] })
            : TooMany(response);
    }

    private static async Task<Results<Ok<RuleSample>, BadRequest<Problem>, JsonHttpResult<Problem>>> Sample(
        HttpRequest request, RuleBodies bodies, AudienceDesk desk, AudienceSampler sampler, Restating restating, HttpResponse response, CancellationToken cancelled)
    {
        if (!(await bodies.Read<RuleToSample>(request, cancelled)).TryGet(out var read, out var errors)) return TypedResults.BadRequest(new Problem(errors));
        var (body, rule) = read;
        if (Outside("in", body.In) is { } wrong || (wrong = Outside("out", body.Out)) is not null) return TypedResults.BadRequest(wrong);
        var unsettled = UnsettledSegments.In(rule.Reads, restating.Progress);
        return await desk.Ask(began => sampler.Sample(rule, (body.In, body.Out), body.Why, SampleTime, Random.Shared.NextDouble(), began, cancelled), cancelled) is { } answer
            ? TypedResults.Ok(answer with { NotCounted = [.. answer.NotCounted, .. unsettled] })
            : TooMany(response);
    }

    private static async Task<Results<Ok<RuleExplained>, BadRequest<Problem>, NotFound<Problem>, JsonHttpResult<Problem>>> Explain(
        HttpRequest request, RuleBodies bodies, AudienceDesk desk, AudienceSampler sampler, CustomerReader customers, CancellationToken cancelled)
    {
        if (!(await bodies.Read<RuleToExplain>(request, cancelled)).TryGet(out var read, out var errors)) return TypedResults.BadRequest(new Problem(errors));
        if (!CustomerReader.ParseKey(read.Body.Customer).TryGet(out var key, out errors)) return TypedResults.BadRequest(new Problem([.. errors.Select(error => error with { Path = "customer" })]));
        await desk.Freshen(cancelled);
        // Of a copy: explaining takes its time, and the shard does not wait for it.
        if (customers.Read(key, customer => customer.Copy()) is not { } customer) return TypedResults.NotFound(CustomerEndpoints.Unknown(read.Body.Customer));
        return sampler.Explain(read.Rule, customer, cancelled).TryGet(out var explained, out errors)
            ? TypedResults.Ok(explained)
            : TypedResults.Json(new Problem(errors), statusCode: StatusCodes.Status503ServiceUnavailable);
    }

    private static Problem? Outside(string field, int number) =>
        number is >= 0 and <= MostSampled ? null : Problem.At(field, "bad_limit", $"{field}={number} is not from 0 to {MostSampled}.");

    internal static JsonHttpResult<Problem> TooMany(HttpResponse response)
    {
        response.Headers.RetryAfter = "1";
        return TypedResults.Json(
            Problem.Of("too_many_counts", $"{AudienceDesk.AtOnce} questions about all customers are under way, and that is as many as run at once.", "Drop the earlier question, or ask again in a second."),
            statusCode: StatusCodes.Status429TooManyRequests);
    }
}
