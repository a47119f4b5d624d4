using FsCheck;
using FsCheck.Fluent;

namespace Tandem.Engine.Tests.Aggregates;

/// <summary>One thing that comes to pass in a random past.</summary>
internal abstract record Step
{
    /// <summary>In any order of time and of position: what comes late may have happened long before, and been accepted earlier.</summary>
    /// <param name="Who">One of two customers, who may turn out to be one.</param>
    /// <param name="MinutesAgo">Before the moment; less than 0 for a clock that is ahead.</param>
    /// <param name="Order">The larger part of its position.</param>
    public sealed record Happens(int Who, string Name, int MinutesAgo, int Order, string Properties) : Step;

    public sealed record Passes(long Micros) : Step;

    public sealed record Stores : Step;

    public sealed record Joins : Step;

    private static readonly Gen<Step> Happening =
        from who in Gen.Choose(0, 1)
        from name in Gen.Elements("A", "B", "C")
        from ago in Gen.Elements(0, 0, 1, 2, 3, 5, 8, 12, -1)
        from order in Gen.Choose(0, 3)
        from properties in Aggregates.Happening.SomeProperties
        select (Step)new Happens(who, name, ago, order, properties);

    private static readonly Gen<Step> Passing = Gen.Elements<long>(0, 1, 60_000_000, 60_000_000, 120_000_000, 180_000_001, 700_000_000).Select(micros => (Step)new Passes(micros));

    private static readonly Gen<Step> Any = Gen.Frequency((8, Happening), (4, Passing), (2, Gen.Constant<Step>(new Stores())), (1, Gen.Constant<Step>(new Joins())));

    private static readonly Gen<List<Step>> Lists = Gen.Choose(0, 25).SelectMany(count => Gen.ListOf(Any, count)).Select(steps => steps.ToList());

    /// <summary>Lists of steps; one that fails is shortened step by step.</summary>
    public static readonly Arbitrary<List<Step>> Some = Arb.From(Lists, steps => steps.Select((_, without) => steps.Where((_, place) => place != without).ToList()));
}
