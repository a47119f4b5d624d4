using Tandem.Primitives;

namespace Tandem.Engine.Experiments;

/// <summary>The arm that a customer has in a campaign, recorded when it was first assigned and never changed.</summary>
/// <param name="External">Another system drew the arm, and it came in as an interaction.</param>
/// <param name="Goals">Goals reached so far.</param>
public sealed record Assignment(string Campaign, string Arm, Instant At, bool External, IReadOnlyList<GoalReached> Goals)
{
    internal void Write(ByteWriter to)
    {
        to.Text(Campaign);
        to.Text(Arm);
        to.Signed(At.Micros);
        to.Bool(External);
        to.Varint((ulong)Goals.Count);
        foreach (var goal in Goals)
        {
            to.Text(goal.Goal);
            to.Signed(goal.At.Micros);
            foreach (var part in decimal.GetBits(goal.Value)) to.Fixed32((uint)part);
        }
    }

    internal static Assignment Read(ref ByteReader from)
    {
        var (campaign, arm, at, external) = (Texts.Shared(from.Text()), Texts.Shared(from.Text()), new Instant(from.Signed()), from.Bool());
        var goals = new GoalReached[from.Count()];
        for (var i = 0; i < goals.Length; i++)
            goals[i] = new(Texts.Shared(from.Text()), new(from.Signed()), new([(int)from.Fixed32(), (int)from.Fixed32(), (int)from.Fixed32(), (int)from.Fixed32()]));
        return new(campaign, arm, at, external, goals);
    }
}

/// <param name="At">When it was first reached.</param>
/// <param name="Value">The sum of the goal's property over all interactions in time; 0 for a goal without one.</param>
public readonly record struct GoalReached(string Goal, Instant At, decimal Value);
