namespace Tandem.Engine.Aggregates;

/// <summary>Whom the events of one name concern: each selection and each operand once, however many aggregates share it.</summary>
internal sealed record EventFeeds(IReadOnlyList<SelectionFeed> Selections, IReadOnlyList<Operand> Operands);
