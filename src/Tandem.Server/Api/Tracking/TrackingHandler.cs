using Tandem.Engine.Interactions;
using Tandem.Engine.Journal;
using Tandem.Primitives;
using Tandem.Server.Operations.Metrics;
using Tandem.Server.Privacy;
using Tandem.Server.Sources;

namespace Tandem.Server.Api.Tracking;

/// <summary>Takes calls in: reads, checks, makes them durable, answers. Thread-safe.</summary>
/// <param name="shardCount">Of the workspace.</param>
internal sealed class TrackingHandler(IInbox inbox, SourceRegistry sources, RejectLog rejects, TrackingCounts counts, SuppressedIdentities suppressed, TimeProvider time, int shardCount)
{
    private static readonly Func<string> NewMessageId = () => Guid.CreateVersion7().ToString("N");

    /// <param name="type">The single call's type; null for a batch.</param>
    public async Task Handle(HttpContext context, InteractionType? type)
    {
        CrossOrigin.Open(context.Response);
        using var body = await RequestBody.Read(context.Request, type is null ? TrackingLimits.BatchBytes : TrackingLimits.CallBytes);
        var source = Sender(context.Request, body);
        var answer = source is null ? TrackingAnswers.Failed(context.Response, StatusCodes.Status401Unauthorized, NoSender(context.Request)) : Take(context, source, type, body);
        await answer;
        counts.Answered(context.Response.StatusCode);
    }

    private Task Take(HttpContext context, KnownSource source, InteractionType? type, in RequestBody body)
    {
        var at = Instant.From(time.GetUtcNow());
        if (body.Error is { } unreadable) return Refuse(context, source, [unreadable], [], at);
        var reception = new Reception(source.Source.Number, at, NewMessageId);
        var read = type is { } single ? InteractionParser.ReadCall(body.Bytes, single, reception) : InteractionParser.ReadBatch(body.Bytes, reception);
        return read.TryGet(out var call, out var errors) ? Accept(context, source, call, at, type is null) : Refuse(context, source, errors, body.Bytes, at);
    }

    private async Task Accept(HttpContext context, KnownSource source, ParsedCall call, Instant at, bool isBatch)
    {
        Receipt? token = null;
        IReadOnlyList<int?> keptOut = [];
        if (!suppressed.IsEmpty) (call, keptOut) = suppressed.KeepOut(call, isBatch);
        if (call.Accepted.Count > 0)
        {
            try
            {
                var receipt = await inbox.Accept(Arrivals.Of(call.Accepted, shardCount));
                source.Traffic.Accepted(call.Accepted, receipt, at, shardCount);
                counts.Accepted(call.Accepted);
                token = receipt;
            }
            catch (OverloadedException overloaded)
            {
                await TrackingAnswers.Overloaded(context.Response, overloaded.Message, overloaded.RetryAfter);
                return;
            }
            catch (StorageUnavailableException away)
            {
                await TrackingAnswers.Unavailable(context.Response, away.Message);
                return;
            }
            catch (StorageFullException full)
            {
                await TrackingAnswers.Full(context.Response, full.Message);
                return;
            }
        }
        if (call.Rejected.Count == 0)
        {
            await TrackingAnswers.Accepted(context.Response, token, keptOut);
            return;
        }
        await Keep(source, [.. call.Rejected.Select(item => Reject.Of(item, at, context.Request.Path))], at);
        if (isBatch) await TrackingAnswers.Partly(context.Response, call.Accepted.Count, call.Rejected, keptOut, token);
        else await TrackingAnswers.Failed(context.Response, StatusCodes.Status400BadRequest, call.Rejected[0].Errors);
    }

    private Task Refuse(HttpContext context, KnownSource source, IReadOnlyList<Error> errors, ReadOnlySpan<byte> body, Instant at)
    {
        var status = errors[0].Code is InteractionParser.TooLarge or InteractionParser.TooMany ? StatusCodes.Status413PayloadTooLarge : StatusCodes.Status400BadRequest;
        var reject = Reject.OfWhole(errors, body, at, context.Request.Path);
        return Answer();

        async Task Answer()
        {
            await Keep(source, [reject], at);
            await TrackingAnswers.Failed(context.Response, status, errors);
        }
    }

    private async Task Keep(KnownSource source, IReadOnlyList<Reject> refused, Instant at)
    {
        await rejects.Add(source.Source.Name, refused);
        source.Traffic.Rejected(refused, at);
        counts.Rejected(refused.Count);
    }

    private KnownSource? Sender(HttpRequest request, in RequestBody body) =>
        (SenderKey.Of(request.Headers.Authorization) ?? InteractionParser.FindWriteKey(body.Bytes)) is { } key ? sources.FindByKey(key) : null;

    // No WWW-Authenticate: a browser would ask the page's visitor for a password.
    private static Error NoSender(HttpRequest request) => new("unknown_write_key", "No source has this write key, or there is none.")
    {
        Path = request.Headers.Authorization.Count > 0 ? "Authorization" : "writeKey",
        Hint = "Send the source's write key as the user name of Basic authentication, or as writeKey in the body.",
    };
}
