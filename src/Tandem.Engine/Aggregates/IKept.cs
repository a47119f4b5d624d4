using Tandem.Expressions.Facts;
using Tandem.Expressions.Values;
using Tandem.Primitives;

namespace Tandem.Engine.Aggregates;

/// <summary>What is kept of one event beside its time: as little as the aggregate's function needs.</summary>
internal interface IKept<TSelf> where TSelf : struct, IKept<TSelf>
{
    /// <summary>False for an event that the function leaves out, such as one without a number.</summary>
    static abstract bool TryKeep(Value operand, Position position, out TSelf kept);

    /// <summary>The order of two events at one time, where it matters.</summary>
    static abstract int Compare(in TSelf left, in TSelf right);

    /// <summary>Adds it to figures of events that are not kept one by one.</summary>
    void AddTo(ref Figures figures);

    /// <param name="events">In order of time.</param>
    /// <param name="more">Figures of further events.</param>
    static abstract Value Answer(AggregateFunction function, ReadOnlySpan<TSelf> events, in Figures more);

    void Write(ByteWriter to);

    static abstract TSelf Read(ref ByteReader from);
}
