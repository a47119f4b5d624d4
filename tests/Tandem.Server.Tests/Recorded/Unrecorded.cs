namespace Tandem.Server.Tests.Recorded;

/// <summary>What stands in the code and in no recording, each with the reason. What can be told comes into the next recording and leaves this list.</summary>
internal static class Unrecorded
{
    public static readonly IReadOnlyDictionary<string, string> Reasons = new Dictionary<string, string>
    {
        ["state Customer2"] = "No version writes it any more; it was written before merges could be undone, and no folder of that time was recorded.",
        ["message Forget"] = "It names an identity of somebody who is erased, and the same erasing takes it out of the journal.",
    };
}
