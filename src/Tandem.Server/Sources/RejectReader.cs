using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Tandem.Server.Sources;

/// <summary>Shows rejected items together with what became of them. Thread-safe.</summary>
public sealed class RejectReader(RejectLog log, MendedRejects mended)
{
    private static readonly JsonWriterOptions Indented = new() { Indented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, MaxDepth = 1_024 };

    /// <summary>Those that the filter lets through, newest first.</summary>
    /// <param name="before">The cursor of the page before; null for the first.</param>
    public (IReadOnlyList<RejectModel> Rejects, long? Next) Page(string source, RejectFilter filter, long? before, int max)
    {
        var known = mended.All(source);
        var page = log.ReadAll(source, before).Where(one => filter.Lets(one.Reject, known.GetValueOrDefault(one.Reject.Id))).Take(max + 1).ToList();
        return ([.. page.Take(max).Select(one => one.Reject.ToModel(known.GetValueOrDefault(one.Reject.Id)))], page.Count > max ? page[max - 1].Cursor : null);
    }

    /// <summary>How many are not mended.</summary>
    public long Open(string source) => log.Count(source) - mended.All(source).Count(one => one.Value.IsSent);

    /// <summary>What is wrong with all that is kept, the most frequent first.</summary>
    public IReadOnlyList<RejectReasonModel> Reasons(string source)
    {
        var known = mended.All(source);
        return
        [
            .. log.ReadAll(source, null).SelectMany(one => one.Reject.Errors.Select(error => (one.Reject, Error: error, Field: one.Reject.FieldOf(error))))
                .GroupBy(one => (one.Error.Code, one.Field))
                .Select(group => new RejectReasonModel(
                    group.Key.Code, group.Key.Field, group.First().Error.Message, group.Select(one => one.Reject.Id).Distinct().LongCount(),
                    group.Select(one => one.Reject.Id).Distinct().LongCount(id => known.GetValueOrDefault(id) is not { IsSent: true }), group.First().Reject.At.ToDateTimeOffset()))
                .OrderByDescending(reason => reason.Open).ThenByDescending(reason => reason.Count),
        ];
    }

    /// <summary>One of them, with its faults in their places; null where it is not kept.</summary>
    public RejectDetailModel? Read(string source, string id)
    {
        if (log.Find(source, id) is not { } reject) return null;
        var text = Text(reject.Body);
        return new(reject.ToModel(mended.Find(source, id)), text, [.. reject.Errors.Select(error => JsonPlaces.Place(error, text, reject.Index is { } index ? $"batch[{index}]" : ""))]);
    }

    /// <summary>What was sent, a field a line where it can be read.</summary>
    private static string Text(string body)
    {
        try
        {
            using var document = JsonDocument.Parse(body, new() { MaxDepth = Indented.MaxDepth });
            using var stream = new MemoryStream();
            using (var writer = new Utf8JsonWriter(stream, Indented)) document.WriteTo(writer);
            return Encoding.UTF8.GetString(stream.ToArray()).ReplaceLineEndings("\n");
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            return body;
        }
    }
}
