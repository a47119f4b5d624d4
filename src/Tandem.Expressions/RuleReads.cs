using Tandem.Expressions.Facts;

namespace Tandem.Expressions;

/// <summary>Every fact that a rule can read, so that its host knows what to keep and when the rule may change.</summary>
public sealed record RuleReads(
    IReadOnlySet<string> Traits,
    IReadOnlySet<string> Identities,
    IReadOnlySet<string> Consents,
    IReadOnlySet<string> AccountTraits,
    IReadOnlySet<string> Segments,
    IReadOnlyList<Aggregate> Aggregates,
    bool ReadsNow,
    bool ReadsEvent)
{
    /// <summary>Names whose past is read, with or without a window.</summary>
    public IReadOnlySet<string> Events { get; } = Aggregates.Select(aggregate => aggregate.Event).ToHashSet();

    /// <summary>The windows, each once.</summary>
    public IReadOnlyList<CountedWindow> Windows { get; } =
        [.. Aggregates.Where(aggregate => aggregate.Window is not null).Select(aggregate => new CountedWindow(aggregate.Event, aggregate.Window.GetValueOrDefault())).Distinct()];
}
