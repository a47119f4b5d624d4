using System.Globalization;
using System.Text.Json;
using Tandem.Engine.Interactions;
using Tandem.Primitives;

namespace Tandem.Server.Sources;

/// <summary>Says what was made of the times that a call said.</summary>
internal static class SenderClock
{
    public static TimesModel Explain(Interaction interaction, JsonElement body, Instant? acceptedAt)
    {
        var (said, sentAt) = (Time(body, "originalTimestamp"), Time(body, "sentAt"));
        var off = said is { } time ? interaction.Timestamp - time : (Duration?)null;
        return new(
            interaction.Timestamp.ToDateTimeOffset(), interaction.ReceivedAt.ToDateTimeOffset(), acceptedAt?.ToDateTimeOffset(), said?.ToDateTimeOffset(), sentAt?.ToDateTimeOffset(),
            off is { Micros: not 0 } ? off.Value.Micros / 1e6 : null, Words(interaction, said, off));
    }

    private static string Words(Interaction interaction, Instant? said, Duration? off)
    {
        if (said is not { } time || off is not { } added) return "The call does not say when it happened, so it counts as of its arrival.";
        if (added.Micros == 0) return "The call’s own time counts.";
        if (interaction.Timestamp == interaction.ReceivedAt && time > interaction.ReceivedAt + ClockCorrection.Ahead)
            return $"The call’s time lies {Length(added)} after its arrival, which cannot be, so it counts as of its arrival.";
        return $"By the time at which the call says it was sent, {Length(added)} were {(added.Micros > 0 ? "added to" : "taken off")} its time: the sender’s clock, and the way here.";
    }

    private static Instant? Time(JsonElement body, string field) =>
        body.TryGetProperty(field, out var value) && value.ValueKind == JsonValueKind.String && Instant.TryParse(value.GetString(), out var time) ? time : null;

    private static string Length(Duration duration)
    {
        var span = duration.ToTimeSpan().Duration();
        return span switch
        {
            { TotalDays: >= 2 } => Of(span.TotalDays, "days"),
            { TotalHours: >= 2 } => Of(span.TotalHours, "hours"),
            { TotalMinutes: >= 2 } => Of(span.TotalMinutes, "minutes"),
            { TotalSeconds: >= 2 } => Of(span.TotalSeconds, "seconds"),
            _ => Of(span.TotalMilliseconds, "milliseconds"),
        };

        static string Of(double count, string unit) => string.Create(CultureInfo.InvariantCulture, $"{count:0.#} {unit}");
    }
}
