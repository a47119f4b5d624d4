using Tandem.Engine.Customers;
using Tandem.Engine.Identities;
using Tandem.Engine.Interactions;
using Tandem.Engine.States;
using Tandem.Primitives;

namespace Tandem.Engine.Separation;

/// <summary>All that is known of two customers who were merged, at the cut: what their separation follows from.</summary>
internal sealed record SharedPast
{
    /// <summary>The one who stays, as it was held.</summary>
    public required Customer Stayer { get; init; }

    /// <summary>The other one, as it was when it was merged.</summary>
    public required Customer Absorbed { get; init; }

    public required Position Cut { get; init; }

    /// <summary>The time of the cut.</summary>
    public required Instant Now { get; init; }

    /// <summary>In order of position, each with the id that it was applied to last.</summary>
    public required IReadOnlyList<PastStep> Interactions { get; init; }

    /// <summary>Whose each identity of the stayer was first.</summary>
    public required IReadOnlyDictionary<Identity, EntityId> FirstOwners { get; init; }

    /// <summary>Older parts of the stayer's timeline, oldest first.</summary>
    public required IReadOnlyList<TimelineChunk> Chunks { get; init; }
}

/// <param name="Owner">The id that it was applied to.</param>
internal readonly record struct PastStep(Position Position, Interaction Interaction, EntityId Owner);
