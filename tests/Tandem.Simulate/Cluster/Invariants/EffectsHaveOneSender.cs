using Tandem.Engine.Effects;
using Tandem.Testing.Simulation;

namespace Tandem.Simulate.Cluster.Invariants;

/// <summary>Nothing went out more often than attempts were recorded before it did, and nothing that is called sent did not go out.</summary>
internal sealed class EffectsHaveOneSender : IInvariant
{
    public void Check(AtRest rest)
    {
        foreach (var message in rest.Store.Messages())
        {
            var key = message.Effect.Key;
            var made = rest.Ledger.Attempts.GetValueOrDefault(key)?.Count ?? 0;
            Ensure.That(made <= message.Attempts, "an attempt is recorded before it is made", () => $"{key} went out {made} times, and {message.Attempts} attempts are recorded");
            Ensure.That(message.Effect.Withheld is not null || message.Status != MessageStatus.Sent || made > 0, "what is called sent went out", () => $"{key} did not");
        }
    }
}
