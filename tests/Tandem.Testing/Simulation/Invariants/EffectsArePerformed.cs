using Tandem.Engine.Customers;
using Tandem.Engine.Effects;

namespace Tandem.Testing.Simulation.Invariants;

/// <summary>Every effect got an outcome and left the outbox; no attempt was made twice where that is not harmless.</summary>
internal sealed class EffectsArePerformed : IInvariant
{
    public void Check(AtRest rest)
    {
        var messages = rest.Store.Messages();
        var told = rest.Customers.Values.SelectMany(rest.TimelineOf).Where(item => item is { Kind: TimelineKind.Message, Type: "queued" }).Select(item => item.Subject);
        // What was decided for somebody who was erased is told nowhere any more, and was performed or not.
        var effects = rest.Ledger.Receivers.Where(effect => rest.ErasedIds(effect.Value) is null).Select(effect => effect.Key).ToList();
        Ensure.Same(told, effects, "what is told as queued is an effect", "messages");
        Ensure.Same(effects, messages.Where(message => !message.Effect.IsErased).Select(message => message.Effect.Key), "every effect is performed", "messages");
        foreach (var message in messages)
        {
            var key = message.Effect.Key;
            Ensure.That(message.HasOutcome, "every effect is performed", () => $"{key} is {message.Status}");
            var attempts = rest.Ledger.Attempts.GetValueOrDefault(key) ?? [];
            Ensure.That(message.Status != MessageStatus.Sent || attempts.Count > 0, "every effect is performed", () => $"{key} is called sent, and nothing went out");
            Ensure.That(!message.Outside || attempts.Distinct().Count() == attempts.Count, "no attempt is repeated", () => $"{key} went out in the attempts {string.Join(", ", attempts)}");
            Ensure.That(message.Effect.Withheld is null || attempts.Count == 0, "what is withheld never goes out", () => $"{key} went out");
        }
        var waiting = rest.Store.Effects();
        Ensure.That(waiting.Count == 0, "the outbox is empty at rest", () => $"{waiting.First().Key} waits, and {waiting.Count - 1} more");
    }
}
