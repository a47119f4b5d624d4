using System.Text.Json;
using Tandem.Primitives;

namespace Tandem.Server.Audiences;

/// <summary>What rules may name, from what is there: for completing what somebody writes.</summary>
/// <param name="At">When it was looked at.</param>
/// <param name="Customers">Customers in all.</param>
/// <param name="Sampled">How many of them were looked at, at random: shares are of these.</param>
/// <param name="Traits">Of customers, most frequent first.</param>
/// <param name="AccountTraits">Of the accounts of customers; shares are of the sampled customers, too.</param>
/// <param name="Events">All that happened, most frequent first.</param>
/// <param name="Identities">Kinds of identities.</param>
/// <param name="Consents">Channels.</param>
/// <param name="NotRead">What could not be read, so that names of what was sent with events are missing.</param>
public sealed record KnownNameList(
    DateTimeOffset At, long Customers, int Sampled, IReadOnlyList<KnownNameModel> Traits, IReadOnlyList<KnownNameModel> AccountTraits, IReadOnlyList<KnownEventModel> Events,
    IReadOnlyList<KnownKindModel> Identities, IReadOnlyList<KnownConsentModel> Consents, IReadOnlyList<KnownSegmentModel> Segments, IReadOnlyList<Error> NotRead);

/// <summary>A name with the values that were seen.</summary>
/// <param name="Type"><c>string</c>, <c>number</c>, <c>bool</c>, <c>list</c>, <c>map</c>, <c>null</c>, or <c>mixed</c> where there are several.</param>
/// <param name="Share">How many have it, 0 to 1.</param>
/// <param name="Values">The most frequent first, at most 20; none where nearly all differ, and of lists and maps.</param>
/// <param name="Complete">Whether these are all that were seen.</param>
public sealed record KnownNameModel(string Name, string Type, double Share, IReadOnlyList<KnownValueModel> Values, bool Complete);

/// <param name="Value">Text, a number or a truth value.</param>
/// <param name="Share">How many of those that have the name have this value, 0 to 1.</param>
public sealed record KnownValueModel(JsonElement Value, double Share);

/// <summary>A name of events.</summary>
/// <param name="Count">How often it happened.</param>
/// <param name="Properties">What was sent with it; shares are of <paramref name="Sampled"/>.</param>
/// <param name="Sampled">How many of the newest were looked at; 0 where there is none among the newest entries of the journal.</param>
public sealed record KnownEventModel(string Name, long Count, IReadOnlyList<KnownNameModel> Properties, int Sampled);

/// <param name="Share">How many customers are known by it, 0 to 1.</param>
public sealed record KnownKindModel(string Kind, double Share);

/// <param name="Share">Of how many customers it is known, 0 to 1.</param>
/// <param name="Granted">How many gave it, 0 to 1.</param>
public sealed record KnownConsentModel(string Channel, double Share, double Granted);

/// <param name="Count">Customers in it.</param>
public sealed record KnownSegmentModel(string Name, string Title, long Count);
