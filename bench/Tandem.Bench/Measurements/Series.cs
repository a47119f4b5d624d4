using Tandem.Bench.Load;

namespace Tandem.Bench.Measurements;

/// <summary>One kind of load, on both sides of a comparison, over several rounds.</summary>
internal sealed record Series(string Name, LoadPlan Plan)
{
    public List<Sample> Tandem { get; } = [];

    public List<Sample> Bare { get; } = [];
}
