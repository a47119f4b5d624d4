using Tandem.Primitives;

namespace Tandem.Engine.Journal;

/// <summary>Positions that follow one another, both ends among them; none where <see cref="First"/> is after <see cref="Last"/>.</summary>
public readonly record struct PositionRange(Position First, Position Last)
{
    public bool IsEmpty => First > Last;

    /// <summary>How many positions these are.</summary>
    public long Count => IsEmpty ? 0 : Last.Value - First.Value + 1;

    public bool Contains(Position position) => position >= First && position <= Last;

    /// <summary>What both have.</summary>
    public PositionRange And(PositionRange other) => new(First > other.First ? First : other.First, Last < other.Last ? Last : other.Last);

    public override string ToString() => $"{First} to {Last}";
}
