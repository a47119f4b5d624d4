using System.Text;
using System.Text.Json;
using Tandem.Engine.Accounts;
using Tandem.Engine.Customers;
using Tandem.Engine.Journeys;
using Tandem.Expressions.Values;
using Tandem.Primitives;

namespace Tandem.Server.Customers;

/// <summary>Shows the engine's customers as the API's. Must run while the shard is being read.</summary>
/// <param name="sourceName">The name of a source by its number.</param>
public sealed class CustomerMapping(Func<int, string> sourceName)
{
    public static CustomerSummary Summary(Customer customer) => new(
        customer.Id.ToString(), NameOf(customer), Identities(customer), Time(customer.FirstSeen), Time(customer.LastSeen), customer.Interactions, Segments(customer));

    /// <summary>Who those were that became part of it is not told yet: <see cref="CustomerReader.ReadWhole"/>.</summary>
    public CustomerModel Whole(Customer customer) => new()
    {
        Id = customer.Id.ToString(),
        Name = NameOf(customer),
        Anchor = new(customer.Anchor.Kind, customer.Anchor.Value),
        Identities = Identities(customer),
        Traits = customer.Traits.OrderBy(trait => trait.Key, StringComparer.Ordinal).ToDictionary(trait => trait.Key, trait => Json(trait.Value.Value)),
        TraitDetails = [.. customer.Traits.OrderBy(trait => trait.Key, StringComparer.Ordinal)
            .Select(trait => new TraitModel(trait.Key, Json(trait.Value.Value), sourceName(trait.Value.Source), Time(trait.Value.At)))],
        Consents = [.. customer.Consents.Select(consent => new ConsentModel(consent.Channel, consent.Granted, sourceName(consent.Source), Time(consent.At)))],
        Segments = Segments(customer),
        Memberships = [.. customer.Memberships.OrderBy(membership => membership.Segment, StringComparer.Ordinal)
            .Select(membership => new MembershipModel(membership.Segment, Time(membership.Since), membership.Initial))],
        Accounts = [.. customer.Accounts.Select(account => new AccountLinkModel(account.Account.ToString(), account.GroupId, Time(account.Since)))],
        Events = [.. customer.Events.Select(tally => new EventModel(tally.Name, tally.Total, Time(tally.First), Time(tally.Last))).OrderByDescending(tally => tally.Last)],
        Journeys = [.. customer.Enrolments.Select(enrolment => new EnrolmentModel(
            enrolment.Journey, enrolment.Version, enrolment.StepId, State(enrolment.State), Time(enrolment.Since), enrolment.Due is { } due ? Time(due) : null))],
        Campaigns = [.. customer.Assignments.Select(assignment => new AssignmentModel(assignment.Campaign, assignment.Arm, Time(assignment.At), assignment.External,
            [.. assignment.Goals.Select(goal => new GoalReachedModel(goal.Goal, Time(goal.At), goal.Value))]))],
        Conflicts = [.. customer.Conflicts.Select(conflict => new ConflictModel(conflict.Identity.ToString(), conflict.Reason, Time(conflict.At)))],
        MergedFrom = [.. customer.Merged.Select(merged => new MergedModel(merged.Id.ToString(), Time(merged.At), []))],
        FirstSeen = Time(customer.FirstSeen),
        LastSeen = Time(customer.LastSeen),
        Interactions = customer.Interactions,
    };

    public static AccountModel Whole(Account account) => new(
        account.Id.ToString(), account.GroupId, account.Traits.ToDictionary(trait => trait.Key, trait => Json(trait.Value.Value)),
        [.. account.Members.Select(member => new MemberModel(member.Key.ToString(), Time(member.Value)))], Time(account.FirstSeen));

    public static string? NameOf(Customer customer)
    {
        if (Text(customer, "name") is { } name) return name;
        var both = $"{Text(customer, "firstName")} {Text(customer, "lastName")}".Trim();
        return both.Length == 0 ? null : both;
    }

    private static string? Text(Customer customer, string trait) =>
        customer.Traits.TryGetValue(trait, out var known) && known.Value.Kind == ValueKind.String && known.Value.AsString.Length > 0 ? known.Value.AsString : null;

    private static IReadOnlyList<IdentityModel> Identities(Customer customer) =>
        [.. customer.Identities.Select(known => new IdentityModel(known.Identity.Kind, known.Identity.Value, Time(known.Since)))];

    private static IReadOnlyList<string> Segments(Customer customer) =>
        [.. customer.Memberships.Select(membership => membership.Segment).Order(StringComparer.Ordinal)];

    private static string State(EnrolmentState state) => state.ToString().ToLowerInvariant();

    private static DateTimeOffset Time(Instant instant) => instant.ToDateTimeOffset();

    /// <summary>A trait's value; null where there is none.</summary>
    internal static JsonElement? Json(Value? value) => value is { } known ? Json(known) : null;

    private static JsonElement Json(Value value)
    {
        var reader = new Utf8JsonReader(Encoding.UTF8.GetBytes(ValueJson.Text(value)));
        return JsonElement.ParseValue(ref reader);
    }
}
