namespace Tandem.Cli.Maps;

/// <summary>One interaction that a row gives.</summary>
public sealed class InteractionMap
{
    /// <summary><c>identify, track, page, screen, group</c> or <c>alias</c>.</summary>
    public required string Type { get; init; }

    public MapValue? Event { get; init; }

    /// <summary>The name of a page or screen.</summary>
    public MapValue? Name { get; init; }

    public MapValue? UserId { get; init; }

    public MapValue? AnonymousId { get; init; }

    public MapValue? PreviousId { get; init; }

    public MapValue? GroupId { get; init; }

    public IReadOnlyList<(MapValue Type, MapValue Id)> ExternalIds { get; init; } = [];

    public MomentValue? Timestamp { get; init; }

    public Condition? When { get; init; }

    /// <summary>Only with the first row of each customer.</summary>
    public bool Once { get; init; }

    public ObjectValue? Traits { get; init; }

    public ObjectValue? Properties { get; init; }

    public ObjectValue? Context { get; init; }

    /// <summary>Consent by channel, for <c>context.consent.categoryPreferences</c>.</summary>
    public ObjectValue? Consent { get; init; }

    public IEnumerable<ColumnUse> Columns =>
        new[] { Event, Name, UserId, AnonymousId, PreviousId, GroupId, Traits, Properties, Context, Consent }
            .Concat(ExternalIds.SelectMany(external => new[] { external.Type, external.Id }))
            .SelectMany(value => value?.Columns ?? [])
            .Concat(Timestamp?.Columns ?? [])
            .Concat(When?.Columns ?? []);
}
