using Tandem.Engine.Customers;
using Tandem.Engine.Policies;

namespace Tandem.Server.Customers;

/// <summary>What the fold found out, in words.</summary>
internal static class TimelineTitles
{
    /// <param name="other">What to call the other customer whom it tells of; null where that is not known.</param>
    public static string Of(in TimelineItem item, string? other) => (item.Kind, item.Type) switch
    {
        (TimelineKind.Segment, "entered") => $"Entered {item.Subject}",
        (TimelineKind.Segment, "left") => $"Left {item.Subject}",
        (TimelineKind.Journey, "started") => $"Started the journey {item.Subject}",
        (TimelineKind.Journey, "completed") => $"Completed the journey {item.Subject}",
        (TimelineKind.Journey, _) => $"Left the journey {item.Subject}",
        (TimelineKind.Message, "queued") => $"Message queued: {item.Detail}",
        (TimelineKind.Message, "withheld") => $"Message not sent: {ContactPolicy.Reasons.GetValueOrDefault(item.Detail, item.Detail)}",
        (TimelineKind.Message, _) => $"Message {item.Type}",
        (TimelineKind.Campaign, "assigned") => $"Assigned to {item.Detail} in {item.Subject}",
        (TimelineKind.Campaign, "goal") => $"Reached the goal {item.Detail} of {item.Subject}",
        (TimelineKind.Campaign, _) => $"{item.Subject}: {item.Detail}",
        (TimelineKind.Identity, "linked") => $"Known as {item.Subject} too",
        (TimelineKind.Identity, "merged") => $"Joined with another customer: {item.Detail}",
        (TimelineKind.Identity, "separated") => $"A merge was undone: separate from {other ?? item.Subject}",
        (TimelineKind.Identity, "not-separated") => $"A merge was not undone, with {other ?? item.Subject}: {item.Detail}",
        (TimelineKind.Identity, _) => $"Not joined with {item.Subject}: {item.Detail}",
        (TimelineKind.Consent, "granted") => $"Gave consent for {item.Subject}",
        (TimelineKind.Consent, _) => $"Withdrew consent for {item.Subject}",
        _ => $"{item.Type} {item.Subject}",
    };
}
