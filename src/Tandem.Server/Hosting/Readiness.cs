using Tandem.Engine.States;
using Tandem.Server.Operations;

namespace Tandem.Server.Hosting;

/// <summary>Whether interactions are taken. A server that still folds what a crash left is ready, and says how much that is.</summary>
public sealed class Readiness(IEngine engine, IStateReader states, WorkspaceStore store, StorageHealth storage, IHostApplicationLifetime lifetime)
{
    public ReadinessModel Look()
    {
        var reason =
            lifetime.ApplicationStopping.IsCancellationRequested ? "The server is stopping."
            : engine.Shards.Count == 0 ? "The shards are being opened."
            : storage.Refusal is { } full ? full
            : states.Waiting >= store.MaxWaiting ? $"{states.Waiting:N0} entries wait to be folded, and {store.MaxWaiting:N0} may: interactions are taken again when there are fewer."
            : null;
        return new(reason is null, reason, engine.Replay);
    }
}

/// <summary>The answer of <c>/readyz</c>.</summary>
/// <param name="Reason">Why it is not ready; null when it is.</param>
/// <param name="Replay">What is still to be folded of what was accepted before the start; null when all of it is.</param>
public sealed record ReadinessModel(bool Ready, string? Reason, ReplayLag? Replay);
