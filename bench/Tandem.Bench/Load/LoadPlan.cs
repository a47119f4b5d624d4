namespace Tandem.Bench.Load;

/// <summary>What a load is made of.</summary>
internal sealed record LoadPlan
{
    /// <summary>Makes the requests that one connection sends in turn; every connection has its own.</summary>
    public required Func<IReadOnlyList<Request>> Requests { get; init; }

    public required int Connections { get; init; }

    public required int Customers { get; init; }

    /// <summary>Everybody in turn, instead of anybody at random.</summary>
    public bool EachOnce { get; init; }

    /// <summary>How many interactions there are to send; where it is null, <see cref="Time"/> says when to end.</summary>
    public long? Interactions { get; init; }

    public TimeSpan Time { get; init; }

    /// <summary>How many there are to send in a second, whether answers come or not; null for as many as are answered.</summary>
    public double? PerSecond { get; init; }

    /// <summary>Interactions happened at any time within so long before they are sent; zero for now.</summary>
    public TimeSpan Past { get; init; }

    /// <summary>Of how many names events are, where a call leaves it open.</summary>
    public int EventNames { get; init; } = 1;

    /// <summary>The server will be killed meanwhile.</summary>
    public bool MayBreak { get; init; }

    public static LoadPlan Batches(BenchOptions options, int customers) => new()
    {
        Requests = () => [Request.Batch(Calls.Mix, 100)], Connections = options.BatchConnections, Customers = customers, Time = options.Load,
    };

    public static LoadPlan Singles(BenchOptions options, int customers) => new()
    {
        Requests = () => [.. Calls.Mix.Select(Request.Single)], Connections = options.Connections, Customers = customers, Time = options.Load,
    };

    /// <summary>Events of some names, in batches.</summary>
    public static LoadPlan Events(BenchOptions options, int customers, int names) =>
        Batches(options, customers) with { Requests = () => [Request.Batch([Calls.Named], 100)], EventNames = names };

    /// <summary>Everybody says who they are, once, each on a device.</summary>
    public static LoadPlan Everybody(BenchOptions options, int customers) => new()
    {
        Requests = () => [Request.Batch([Calls.IdentifyOnDevice], 100)], Connections = options.BatchConnections, Customers = customers, EachOnce = true, Interactions = customers,
    };
}
