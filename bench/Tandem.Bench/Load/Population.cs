namespace Tandem.Bench.Load;

/// <summary>Which customers interactions are of.</summary>
internal static class Population
{
    /// <summary>One customer in so many has a device.</summary>
    private const int DeviceEvery = 5;

    // Coprime to every number of customers that is used, and far from any of them: the order looks like none.
    private const long Stride = 982_451_653;

    /// <summary>Anybody, in random order; a call from a device is of somebody who has one.</summary>
    public static Func<int, bool, int> Anybody(int customers, int seed)
    {
        var random = new Random(seed);
        return (_, onDevice) => onDevice ? random.Next(customers / DeviceEvery) * DeviceEvery : random.Next(customers);
    }

    /// <summary>The customer at a place of an order in which everybody stands once.</summary>
    public static int Each(int customers, long place) => (int)(place % customers * Stride % customers);
}
