using Tandem.Engine.Experiments.Statistics;

namespace Tandem.Server.Campaigns;

public sealed record CampaignList(IReadOnlyList<CampaignModel> Items);

/// <summary>A campaign with what it brought about so far.</summary>
/// <param name="State"><c>draft</c>, <c>launching</c> or <c>live</c>.</param>
/// <param name="Assigned">Customers with an arm.</param>
/// <param name="ExternalAssignment">The arms were drawn by another system and came in as interactions.</param>
public sealed record CampaignModel(
    string Name, string Title, string? Description, string Audience, string State, DateTimeOffset? LaunchedAt, string? LaunchedBy,
    IReadOnlyList<GoalModel> Goals, IReadOnlyList<ArmModel> Arms, long Assigned, bool ExternalAssignment);

/// <param name="Within">How long after the assignment it counts, such as <c>14d</c>.</param>
/// <param name="Value">The property that is summed up; null for a goal that only counts.</param>
public sealed record GoalModel(string Name, string Event, string Within, string? Value);

public sealed record ArmModel(
    string Name, bool Control, string? Template, int Weight, long Assigned, long Sent, long Withheld, long Failed, IReadOnlyList<ArmGoalModel> Results);

/// <summary>What an arm brought about for one goal. Intervals are 95%; what cannot be said yet is null.</summary>
/// <param name="Converted">Customers who reached it in time.</param>
/// <param name="Rate">Their share of those assigned (Wilson's interval).</param>
/// <param name="ValuePerCustomer">The goal's value for each customer assigned, those without any included.</param>
/// <param name="Lift">The rate less the control group's (Newcombe's interval); null for the control group.</param>
/// <param name="RelativeLift">The same as a share of the control group's rate (Katz's interval).</param>
/// <param name="PValue">Of no difference to the control group, two-sided.</param>
/// <param name="ValueLift">The value for each customer less the control group's (Welch's interval).</param>
public sealed record ArmGoalModel(
    string Goal, long Converted, Estimate? Rate, Estimate? ValuePerCustomer, Estimate? Lift, Estimate? RelativeLift, double? PValue, Estimate? ValueLift, double? ValuePValue);

/// <summary>Who would get a campaign if it were launched now.</summary>
/// <param name="Audience">Customers in the segment, less those who have an arm already.</param>
/// <param name="Receives">How many of them would be sent a message.</param>
/// <param name="Control">How many are in the control group, and get nothing.</param>
public sealed record CampaignPreview(
    long Audience, long Receives, long Control, IReadOnlyList<ExclusionModel> Excluded, IReadOnlyList<ArmSizeModel> Arms, DateTimeOffset At);

/// <summary>How many would not be sent a message though their arm says so, and why.</summary>
public sealed record ExclusionModel(string Reason, string Label, long Count);

public sealed record ArmSizeModel(string Name, long Count);
