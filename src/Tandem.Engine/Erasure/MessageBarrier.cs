using Tandem.Engine.Running;

namespace Tandem.Engine.Erasure;

/// <summary>
/// Waits until what shards had told each other is folded, and what they told each other because of that, eight times: so
/// many messages may follow from one another where a question about an identity comes to somebody who is gone, is asked
/// again, claimed for another who is gone, and given up.
/// </summary>
internal sealed class MessageBarrier(IReadOnlyList<IShardView> shards)
{
    private const int Rounds = 8;

    private long[][]? sent;
    private int round;

    /// <summary>Looks again; true once it is so.</summary>
    public bool IsPassed()
    {
        while (round < Rounds)
        {
            sent ??= [.. shards.Select(from => from.Read(state => shards.Select(to => state.Head.LastTo(to.Id)).ToArray()))];
            for (var to = 0; to < shards.Count; to++)
            {
                var receiver = to;
                if (!shards[to].Read(state => shards.All(from => state.Head.LastFrom(from.Id) >= sent[from.Id.Value][receiver]))) return false;
            }
            (sent, round) = (null, round + 1);
        }
        return true;
    }
}
