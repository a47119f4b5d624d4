using System.Collections.Frozen;

namespace Tandem.Engine.Identities;

/// <summary>
/// Values that are sent where an id is missing, and so are many people's: they identify nobody, whatever their kind.
/// Known everywhere and for ever; a workspace adds its own (<see cref="IdentityRules"/>).
/// </summary>
public static class BlockedValues
{
    private static readonly FrozenSet<string> Words = FrozenSet.Create(
        StringComparer.OrdinalIgnoreCase,
        "-1", "null", "nil", "none", "undefined", "unset", "unknown", "anonymous", "guest", "nan", "n/a", "true", "false", "[object object]");

    private static readonly int LongestWord = Words.Max(word => word.Length);

    /// <summary>The words, in no order; upper and lower case are the same.</summary>
    public static IReadOnlyCollection<string> List => Words;

    /// <summary>Whether a value, in normal form, is one of the words, or is made of zeros and ASCII signs alone (<c>0</c>, <c>--</c>, <c>0000-0000</c>, <c>{}</c>).</summary>
    public static bool Contains(string value) => (value.Length <= LongestWord && Words.Contains(value)) || SaysNothing(value);

    /// <summary>Orders identities for an interaction: those that identify somebody first, each group strongest first.</summary>
    public static int CompareForRouting(Identity left, Identity right)
    {
        var byBlocked = Contains(left.Value).CompareTo(Contains(right.Value));
        return byBlocked != 0 ? byBlocked : IdentityKinds.Compare(left, right);
    }

    private static bool SaysNothing(string value)
    {
        foreach (var c in value)
            if (c != '0' && (!char.IsAscii(c) || char.IsAsciiLetterOrDigit(c))) return false;
        return true;
    }
}
