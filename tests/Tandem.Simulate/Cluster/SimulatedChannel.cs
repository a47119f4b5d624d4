using System.Text;
using Tandem.Connect.Channels;
using Tandem.Primitives;
using Tandem.Testing.Simulation;

namespace Tandem.Simulate.Cluster;

/// <summary>What became of an attempt is drawn from its key, so that it is the same in every run.</summary>
/// <param name="reachesPeople">Else into a mailbox, where repeating is harmless.</param>
/// <param name="reaches">Told before (false) and after (true) each attempt, which may take its time.</param>
internal sealed class SimulatedChannel(Shared shared, int node, bool reachesPeople, Action<bool> reaches) : IChannel
{
    public string Name => reachesPeople ? "smtp" : "mailbox";

    public bool RepeatsAreHarmless => !reachesPeople;

    public bool ReachesPeople => reachesPeople;

    public int Parallel => 1;

    public ValueTask<SendResult> Send(OutgoingMessage message, CancellationToken cancel)
    {
        reaches(false);
        Ensure.That(shared.Ledger.Effects.ContainsKey(message.Key), "an effect that is seen is in a committed turn", () => $"{message.Key} goes out, and no turn has decided on it");
        var attempt = shared.Attempts.Begin(message.Key, node, RepeatsAreHarmless);
        shared.Ledger.Attempted(message.Key, attempt);
        reaches(true);
        var result = Result(message.Key, attempt);
        shared.Attempts.End(message.Key, result.Outcome);
        return ValueTask.FromResult(result);
    }

    private SendResult Result(string key, int attempt) =>
        (Xxh64.Hash(Encoding.UTF8.GetBytes(key), (ulong)attempt) % 10) switch
        {
            0 or 1 => new(SendOutcome.TryLater, "busy"),
            2 => new(SendOutcome.Bounced, "no such address"),
            3 when reachesPeople => new(SendOutcome.Uncertain, "the line broke"),
            _ => new(SendOutcome.Sent, "taken"),
        };
}
