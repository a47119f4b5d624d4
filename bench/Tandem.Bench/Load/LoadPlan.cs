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

    /// <summary>Everybody says who they are, once.</summary>
    public static LoadPlan Everybody(BenchOptions options, int customers) => new()
    {
        Requests = () => [Request.Batch([Calls.Identify], 100)], Connections = options.BatchConnections, Customers = customers, EachOnce = true, Interactions = customers,
    };
}
