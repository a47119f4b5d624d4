namespace Tandem.Bench.Load;

/// <summary>What is different in each interaction that one connection sends. Not thread-safe.</summary>
/// <param name="run">Eight letters or digits that no other run on the same server has.</param>
internal sealed class Variety(LoadPlan plan, ReadOnlyMemory<byte> run, int seed)
{
    /// <summary>One customer in so many has a device.</summary>
    private const int DeviceEvery = 5;

    // Coprime to every number of customers that is used, and far from any of them: the order looks like none.
    private const long Stride = 982_451_653;

    private readonly Random random = new(seed);

    public ReadOnlySpan<byte> Run => run.Span;

    /// <summary>Anybody, in random order, or everybody in turn; a call from a device is of somebody who has one.</summary>
    /// <param name="number">The interaction's number within the run.</param>
    /// <returns>From 1: an id that is all zeros identifies nobody.</returns>
    public int Customer(long number, bool onDevice) => 1 + (
        plan.EachOnce ? (int)(number % plan.Customers * Stride % plan.Customers)
        : onDevice ? random.Next(Math.Max(1, plan.Customers / DeviceEvery)) * DeviceEvery
        : random.Next(plan.Customers));

    /// <summary>When an interaction happened that is sent now.</summary>
    public DateTime Time(DateTime now) => plan.Past == TimeSpan.Zero ? now : now - plan.Past * random.NextDouble();

    public int Event() => random.Next(plan.EventNames);
}
