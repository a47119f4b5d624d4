using Tandem.Expressions.Facts;

namespace Tandem.Engine.Aggregates;

/// <summary>Collects whom the events of one name concern.</summary>
internal sealed class FeedsBuilder
{
    private readonly List<(EventSelection Events, List<(int Aggregate, int Operand)> Own, List<(int Aggregate, int Following)> Followings)> selections = [];
    private readonly List<Operand> operands = [];

    public void AddOwn(Aggregate aggregate, int index) => selections[PlaceOf(aggregate.Events)].Own.Add((index, OperandOf(aggregate)));

    public void AddFollowing(EventSelection events, int index, int following) => selections[PlaceOf(events)].Followings.Add((index, following));

    public EventFeeds Build() => new([.. selections.Select(selection => new SelectionFeed(selection.Events, [.. selection.Own], [.. selection.Followings]))], operands);

    private int PlaceOf(EventSelection events)
    {
        var place = selections.FindIndex(selection => selection.Events.Where == events.Where);
        if (place >= 0) return place;
        selections.Add((events, [], []));
        return selections.Count - 1;
    }

    private int OperandOf(Aggregate aggregate)
    {
        if (!Operand.IsAskedBy(aggregate)) return -1;
        var place = operands.FindIndex(operand => operand.Text == aggregate.Operand);
        if (place >= 0) return place;
        operands.Add(new(aggregate));
        return operands.Count - 1;
    }
}
