using System.Text.Json;
using Tandem.Server.Customers;

namespace Tandem.Server.Sources;

/// <summary>An interaction's way through the engine, and what came of it.</summary>
/// <param name="Id">As it was asked for.</param>
/// <param name="Position">Its place in the journal; null while it waits for one.</param>
/// <param name="Shard">In which it was put first.</param>
/// <param name="Outcome"><c>waiting</c>, <c>forwarded</c> (and not folded there yet), <c>applied</c>, <c>duplicate</c>, <c>dropped</c>, <c>reassigned</c> or <c>erased</c>.</param>
/// <param name="Body">The call as it was sent.</param>
/// <param name="Way">Step by step, the first one first.</param>
/// <param name="Changes">What it brought about; null where it was not folded into a customer.</param>
public sealed record InteractionModel(
    string Id, string? Position, int Shard, string Outcome, string Source, string Type, string Name, string MessageId, bool Historical, IReadOnlyList<ShownIdentityModel> Identities,
    TimesModel Times, JsonElement Body, IReadOnlyList<WayStepModel> Way, ChangesModel? Changes);

/// <summary>An identity that an interaction showed.</summary>
/// <param name="Customer">Whose it is now; null while it is nobody's.</param>
/// <param name="Name">What that customer is called.</param>
public sealed record ShownIdentityModel(string Kind, string Value, string? Customer, string? Name);

/// <summary>When something happened, by which clock.</summary>
/// <param name="Timestamp">When it happened, as the engine counts it.</param>
/// <param name="ReceivedAt">When the server had it.</param>
/// <param name="AcceptedAt">When it was given its place in the journal.</param>
/// <param name="Said">When it happened by the sender's clock; null where the call does not say.</param>
/// <param name="SentAt">When the call says that it was sent.</param>
/// <param name="OffBySeconds">What was added to what the sender said.</param>
/// <param name="Explanation">The same in words.</param>
public sealed record TimesModel(
    DateTimeOffset Timestamp, DateTimeOffset ReceivedAt, DateTimeOffset? AcceptedAt, DateTimeOffset? Said, DateTimeOffset? SentAt, double? OffBySeconds, string Explanation);

/// <summary>One step of an interaction's way.</summary>
/// <param name="Kind"><c>received</c>, <c>accepted</c>, <c>waiting</c>, <c>forwarded</c>, <c>applied</c>, <c>duplicate</c>, <c>dropped</c>, <c>reassigned</c> or <c>erased</c>.</param>
/// <param name="Position">The entry of the journal with which it happened.</param>
/// <param name="Customer">The id of the customer whom it is about, as that one is known now.</param>
/// <param name="Other">The position of the interaction that this one repeats.</param>
public sealed record WayStepModel(string Kind, string Text, DateTimeOffset? At = null, string? Position = null, int? Shard = null, string? Customer = null, string? CustomerName = null, string? Other = null);

/// <summary>What an interaction changed.</summary>
/// <param name="Traits">The traits that it said, and what holds now.</param>
/// <param name="Items">What the customer's history says of it: segments, journeys, campaigns, identities, messages, consents.</param>
public sealed record ChangesModel(IReadOnlyList<TraitChangeModel> Traits, IReadOnlyList<ChangeModel> Items);

/// <summary>A trait that a call said.</summary>
/// <param name="Said">Its value; null takes the trait away.</param>
/// <param name="Holds">Whether that is what holds now.</param>
/// <param name="Now">What holds now, and who said it; null where there is no such trait.</param>
public sealed record TraitChangeModel(string Name, JsonElement Said, bool Holds, TraitModel? Now);

/// <summary>A line of the customer's history.</summary>
/// <param name="IsDue">It was due before the interaction came: time alone brought it about.</param>
public sealed record ChangeModel(string Kind, string Type, string Title, string Subject, string Detail, DateTimeOffset At, bool IsDue);

/// <summary>Interactions to ask about.</summary>
/// <param name="Ids">At most 100.</param>
public sealed record OutcomesAskedModel(IReadOnlyList<string> Ids);

/// <summary>What became of an interaction.</summary>
/// <param name="Position">Null while it has none.</param>
/// <param name="Outcome">As in <see cref="InteractionModel"/>; <c>gone</c> where it is not kept.</param>
public sealed record OutcomeModel(string Id, string? Position, string Outcome, string? Customer);
