using System.Text.Json;

namespace Tandem.Server.Customers;

/// <summary>A kind and a value by which a customer is known.</summary>
/// <param name="Since">When the engine learned of it.</param>
public sealed record IdentityModel(string Kind, string Value, DateTimeOffset Since);

/// <summary>A customer in a list.</summary>
/// <param name="Name">Out of the traits <c>name</c>, or <c>firstName</c> and <c>lastName</c>; null where there is none.</param>
/// <param name="Interactions">How many were folded into this customer.</param>
public sealed record CustomerSummary(
    string Id, string? Name, IReadOnlyList<IdentityModel> Identities, DateTimeOffset FirstSeen, DateTimeOffset LastSeen, long Interactions, IReadOnlyList<string> Segments);

/// <summary>One customer, as the engine knows them now.</summary>
public sealed record CustomerModel
{
    public required string Id { get; init; }
    public required string? Name { get; init; }

    /// <summary>The identity that decides the customer's home.</summary>
    public required AnchorModel Anchor { get; init; }

    public required IReadOnlyList<IdentityModel> Identities { get; init; }

    /// <summary>The traits' plain values by name.</summary>
    public required IReadOnlyDictionary<string, JsonElement> Traits { get; init; }

    /// <summary>The same with source and time.</summary>
    public required IReadOnlyList<TraitModel> TraitDetails { get; init; }

    public required IReadOnlyList<ConsentModel> Consents { get; init; }

    /// <summary>Names of the segments that the customer is in now.</summary>
    public required IReadOnlyList<string> Segments { get; init; }

    public required IReadOnlyList<MembershipModel> Memberships { get; init; }
    public required IReadOnlyList<AccountLinkModel> Accounts { get; init; }
    public required IReadOnlyList<EventModel> Events { get; init; }
    public required IReadOnlyList<EnrolmentModel> Journeys { get; init; }
    public required IReadOnlyList<AssignmentModel> Campaigns { get; init; }

    /// <summary>Identities that were shown together with this customer and belong to somebody else.</summary>
    public required IReadOnlyList<ConflictModel> Conflicts { get; init; }

    /// <summary>Customers who turned out to be this one.</summary>
    public required IReadOnlyList<MergedModel> MergedFrom { get; init; }

    public required DateTimeOffset FirstSeen { get; init; }
    public required DateTimeOffset LastSeen { get; init; }
    public required long Interactions { get; init; }
}

public sealed record AnchorModel(string Kind, string Value);

/// <param name="Source">The source that said it.</param>
/// <param name="At">When it was true: the interaction's timestamp.</param>
public sealed record TraitModel(string Name, JsonElement Value, string Source, DateTimeOffset At);

public sealed record ConsentModel(string Channel, bool Granted, string Source, DateTimeOffset At);

/// <param name="Initial">Found by a new definition in the past: it triggered nothing.</param>
public sealed record MembershipModel(string Segment, DateTimeOffset Since, bool Initial);

public sealed record AccountLinkModel(string Id, string GroupId, DateTimeOffset Since);

/// <summary>How often the customer did something, and when first and last.</summary>
public sealed record EventModel(string Name, long Count, DateTimeOffset First, DateTimeOffset Last);

/// <param name="Step">The step that the walk waits at; null when it is over.</param>
/// <param name="State"><c>active</c>, <c>completed</c> or <c>exited</c>.</param>
/// <param name="Due">When the wait ends.</param>
public sealed record EnrolmentModel(string Journey, int Version, string? Step, string State, DateTimeOffset Since, DateTimeOffset? Due);

/// <param name="External">The arm was drawn by another system.</param>
public sealed record AssignmentModel(string Campaign, string Arm, DateTimeOffset AssignedAt, bool External, IReadOnlyList<GoalReachedModel> Goals);

public sealed record GoalReachedModel(string Goal, DateTimeOffset At, decimal Value);

public sealed record ConflictModel(string Identity, string Reason, DateTimeOffset At);

/// <summary>A customer who turned out to be another one.</summary>
/// <param name="Identities">Those of the customer's identities that were this one's first.</param>
public sealed record MergedModel(string Id, DateTimeOffset At, IReadOnlyList<AnchorModel> Identities);

/// <summary>A page of customers.</summary>
/// <param name="Next">Goes back as <c>after</c> for the next page; null at the end.</param>
public sealed record CustomerList(IReadOnlyList<CustomerSummary> Items, string? Next);

/// <summary>A company with its customers.</summary>
public sealed record AccountModel(string Id, string GroupId, IReadOnlyDictionary<string, JsonElement> Traits, IReadOnlyList<MemberModel> Members, DateTimeOffset FirstSeen);

public sealed record MemberModel(string CustomerId, DateTimeOffset Since);

/// <summary>A customer of an account.</summary>
/// <param name="Since">Since when they are in it.</param>
public sealed record AccountMemberModel(CustomerSummary Customer, DateTimeOffset Since);

/// <summary>A page of an account's customers.</summary>
/// <param name="Next">Goes back as <c>after</c> for the next page; null at the end.</param>
public sealed record AccountMemberList(IReadOnlyList<AccountMemberModel> Items, string? Next);
