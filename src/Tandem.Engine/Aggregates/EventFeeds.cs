namespace Tandem.Engine.Aggregates;

/// <summary>Whom the events of one name concern: each selection and each operand once, however many aggregates share it.</summary>
internal sealed record EventFeeds(IReadOnlyList<SelectionFeed> Selections, IReadOnlyList<Operand> Operands)
{
    /// <summary>Whether a condition or an operand looks into the event.</summary>
    public bool NeedsBody { get; } = Selections.Any(feed => feed.Selection.Where is not null) || Operands.Any(operand => operand.NeedsBody);
}
