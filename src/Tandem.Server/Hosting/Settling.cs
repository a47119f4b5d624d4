using Tandem.Engine.Journal;
using Tandem.Engine.States;

namespace Tandem.Server.Hosting;

/// <summary>
/// Looks, step by step, whether everything is folded that waited in a shared store when it began, and what shards sent each
/// other because of it: a forward, a link, an offer and its answer.
/// </summary>
/// <param name="heads">What is read of the shards afterwards: nothing in it is older than the moment when it has settled.</param>
/// <param name="call">Only what this call sent, and what was there before it; default for everything.</param>
internal sealed class Settling(ISharedStore store, StoredHeads heads, Receipt call = default)
{
    private const int Rounds = 5;

    private Receipt newest = call;
    private int round = call == default ? 0 : 1;

    /// <summary>Whether nothing of it is left; false where it is to be asked again in a moment.</summary>
    public bool Step()
    {
        if (!IsOver()) return false;
        heads.Forget();
        return true;
    }

    private bool IsOver()
    {
        while (true)
        {
            if (newest == default)
            {
                if (round == Rounds) return true;
                newest = store.NewestWaiting(sent: round > 0);
                if (newest == default) return true;
                round++;
            }
            if (!store.HasTaken(newest, null)) return false;
            newest = default;
        }
    }
}
