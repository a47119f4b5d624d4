using Tandem.Primitives;

namespace Tandem.Engine.Experiments;

/// <summary>A campaign as defined: an audience, arms with a control group, and goals.</summary>
/// <param name="Audience">The name of a segment.</param>
/// <param name="Arms">In order; weights are relative. The one arm without a template is the control group.</param>
/// <param name="Goals">The first is the one that decides.</param>
public sealed record CampaignSpec(string Name, int Version, string Audience, IReadOnlyList<Arm> Arms, IReadOnlyList<Goal> Goals);

/// <param name="Template">What the arm is sent; null for the control group, which gets nothing.</param>
/// <param name="Weight">Relative to the sum of weights; at least 1.</param>
public sealed record Arm(string Name, string? Channel, string? Template, int Weight)
{
    public bool IsControl => Template is null;
}

/// <summary>What a campaign should bring about.</summary>
/// <param name="Event">The interaction that counts, within <paramref name="Within"/> of the customer's assignment.</param>
/// <param name="Value">The property that is summed up as the goal's value, such as <c>total</c>; null counts only.</param>
public sealed record Goal(string Name, string Event, Duration Within, string? Value);
