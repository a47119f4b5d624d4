using Tandem.Engine.Dispositions;
using Tandem.Engine.Interactions;
using Tandem.Engine.Journal;
using Tandem.Primitives;
using Tandem.Server.Customers;

namespace Tandem.Server.Sources;

/// <summary>The steps of an interaction's way in words.</summary>
internal static class WayText
{
    public static WayStepModel Waits { get; } = new(Outcomes.Waiting, "Durable, and not folded yet.");

    public static WayStepModel Received(Interaction interaction, string source) =>
        new("received", $"Came from {source}{(interaction.Historical ? ", as an import of the past" : "")}, and was checked.", interaction.ReceivedAt.ToDateTimeOffset());

    public static WayStepModel Accepted(Entry entry) =>
        new("accepted", $"Became durable at position {entry.Position} of the journal, for shard {entry.Shard.Value}.", entry.At.ToDateTimeOffset(), entry.Position.ToString(), entry.Shard.Value);

    /// <param name="at">The entry with which it was decided; null where it is not kept any more.</param>
    /// <param name="customer">Whom it is about, as that one is known now.</param>
    /// <param name="first">The interaction that this one repeats.</param>
    public static WayStepModel Decided(in Disposition one, Entry? at, CustomerSummary? customer, Position? first) => new(
        one.Kind.Word(), Words(one, at?.Shard, customer, first), at?.At.ToDateTimeOffset(), one.Folded.ToString(), at?.Shard.Value, customer?.Id, customer?.Name, first?.ToString());

    private static string Words(in Disposition one, ShardId? shard, CustomerSummary? customer, Position? first) => one.Kind switch
    {
        DispositionKind.Applied when customer is not null && customer.Id != one.Customer.ToString() => "Folded into a customer who is part of another one by now.",
        DispositionKind.Applied => $"Folded into its customer{In(shard)}.",
        DispositionKind.Duplicate => first is { } position
            ? $"Dropped as a duplicate: the customer had the same message id of the same source already, at position {position}."
            : "Dropped as a duplicate: the customer had the same message id of the same source already.",
        DispositionKind.Forwarded when one.Customer.IsNobody => "Sent on to the shard that keeps its strongest identity.",
        DispositionKind.Forwarded => $"Sent on to shard {one.Customer.Home.Value}, its customer’s home.",
        DispositionKind.Dropped => "Dropped: none of its identities may name anybody.",
        DispositionKind.Reassigned => "A merge was undone: it is this customer’s now.",
        DispositionKind.Erased => "Dropped: it came for a customer who had been erased.",
        _ => one.Kind.Word(),
    };

    private static string In(ShardId? shard) => shard is { } id ? $", in shard {id.Value}" : "";
}
