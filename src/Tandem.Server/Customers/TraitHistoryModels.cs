using System.Text.Json;

namespace Tandem.Server.Customers;

/// <summary>What a trait of a customer was, as their interactions said it.</summary>
/// <param name="Items">The times that its value changed, newest first; the first one is what holds now.</param>
/// <param name="Changes">How many changes were found; more than <c>items</c> where those that are older are left out.</param>
/// <param name="Complete">Whether all interactions of the customer were read: not where the history is too long, or the journal does not keep all of it any more.</param>
public sealed record TraitHistoryModel(string Name, IReadOnlyList<TraitValueModel> Items, int Changes, bool Complete);

/// <summary>A value that a trait got.</summary>
/// <param name="Value">Null where the trait was taken away.</param>
/// <param name="Before">What it was until then; null where it was not known.</param>
/// <param name="At">When it was true: the interaction's timestamp.</param>
/// <param name="Item">The interaction that said it, by its id in the timeline; null where it is not kept any more.</param>
public sealed record TraitValueModel(JsonElement? Value, JsonElement? Before, string Source, DateTimeOffset At, string? Item);
