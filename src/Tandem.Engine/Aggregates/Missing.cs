using Tandem.Expressions.Values;
using Tandem.Primitives;

namespace Tandem.Engine.Aggregates;

/// <summary>The errors that stand for an answer where there is none.</summary>
internal static class Missing
{
    public static readonly Value Event = Value.Of(new Error("no_such_key", "There is no such event."));
    public static readonly Value Number = Value.Of(new Error("no_such_key", "There is no such event with a number."));
}
