using Tandem.Engine.Erasure;
using Tandem.Primitives;

namespace Tandem.Server.Privacy;

/// <summary>A request to erase a customer, and what was done of it: while it is under way its state, afterwards the certificate. Holds nothing by which the customer could be read.</summary>
public sealed record ErasureRecord
{
    public required string Id { get; init; }

    /// <summary>The engine's own id, in text.</summary>
    public required string Customer { get; init; }

    public required Instant AskedAt { get; init; }
    public required string By { get; init; }
    public required string Reason { get; init; }

    /// <summary>Whether the identities are kept out from then on.</summary>
    public required bool Suppress { get; init; }

    /// <summary>The marks of the identities, with their kinds.</summary>
    public IReadOnlyList<MarkedIdentity> Identities { get; init; } = [];

    /// <summary>In the order in which they were first done.</summary>
    public IReadOnlyList<ErasureStep> Steps { get; init; } = [];

    /// <summary>What was rewritten of the journal and is no step yet.</summary>
    public RewriteTally? Rewriting { get; init; }

    /// <summary>Null while it is under way.</summary>
    public Instant? CompletedAt { get; init; }

    /// <summary>Whether there was somebody to be erased.</summary>
    public bool WasThere { get; init; }

    // Where a process was killed in between, it is done again by the next: not twice as much.
    private static readonly HashSet<string> SameAgain = [Eraser.States, "files", "messageFile", "tables"];

    public ErasureRecord With(string step, long count, Instant at)
    {
        if (step == JournalErasure.Step && Rewriting is { } rewritten) return (this with { Rewriting = null }).With(step, count + rewritten.Total, at);
        var known = Steps.FirstOrDefault(one => one.Name == step);
        return this with
        {
            Steps = known is null ? [.. Steps, new(step, count, at)] : [.. Steps.Select(one => one == known ? one with { Count = SameAgain.Contains(step) ? count : one.Count + count, At = at } : one)],
        };
    }
}

/// <param name="Mark">See <see cref="IdentityMarks"/>.</param>
public sealed record MarkedIdentity(string Kind, string Mark);

/// <param name="Name">What was looked through: <c>states</c>, <c>journal</c> …</param>
/// <param name="Count">How many things were taken away or rewritten there.</param>
/// <param name="At">When that was done, the last time.</param>
public sealed record ErasureStep(string Name, long Count, Instant At);
