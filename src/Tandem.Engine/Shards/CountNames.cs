using System.Collections.Concurrent;
using Tandem.Engine.Interactions;

namespace Tandem.Engine.Shards;

/// <summary>The names of the counts that shards keep: stored, and read by the API. Parts are joined by <c>/</c>.</summary>
public static class CountNames
{
    public const string Customers = "customers", Accounts = "accounts", Interactions = "interactions", Duplicates = "duplicates", Forwarded = "forwarded", Unidentified = "unidentified";

    private static readonly string[] ByType = ["", .. Enum.GetNames<InteractionType>().Select(type => "interactions/" + type.ToLowerInvariant())];

    // Made once each: they are needed for every interaction.
    private static readonly ConcurrentDictionary<(string, string, string, string), string> Made = new();

    public static string OfType(InteractionType type) => ByType[(int)type];

    public static string Segment(string segment) => Name("segment", segment);

    /// <summary>How often somebody entered a segment, also one who was found by a new definition.</summary>
    public static string SegmentEntered(string segment) => Name("segment-entered", segment);

    /// <summary>How often somebody left a segment, also because it is not defined any more.</summary>
    public static string SegmentLeft(string segment) => Name("segment-left", segment);

    /// <summary>How often the rule of a segment met an error, such as a trait that the customer does not have, which counts as false.</summary>
    public static string SegmentErrors(string segment) => Name("segment-errors", segment);

    /// <summary>Walks that began, ended, or are under way (<c>started</c>, <c>completed</c>, <c>active</c>).</summary>
    public static string Journey(string journey, string what) => Name("journey", journey, what);

    /// <summary>Walks that came to a step, or wait at it (<c>entered</c>, <c>here</c>).</summary>
    public static string JourneyStep(string journey, string what, string step) => Name("journey", journey, what, step);

    /// <summary>Customers of an arm: <c>assigned</c>, <c>sent</c>, <c>withheld</c>, <c>failed</c>, <c>external</c>.</summary>
    public static string Arm(string campaign, string arm, string what) => Name("campaign", campaign, arm, what);

    /// <summary>Of a goal in an arm: customers who reached it, the sum of their values, and the sum of the squares of these.</summary>
    public static (string Converted, string Sum, string SumOfSquares) Goal(string campaign, string arm, string goal) =>
        (Name("goal", campaign, arm, goal + "/converted"), Name("goal", campaign, arm, goal + "/sum"), Name("goal", campaign, arm, goal + "/squares"));

    private static string Name(string kind, string first, string second = "", string third = "") =>
        Made.GetOrAdd((kind, first, second, third), static key =>
            string.Join('/', new[] { key.Item1, key.Item2, key.Item3, key.Item4 }.Where(part => part.Length > 0)));
}
