using System.Text;
using Tandem.Primitives;

namespace Tandem.Engine.Experiments;

/// <summary>Which arm of a campaign a customer gets: the same one for ever, whoever asks.</summary>
public static class ArmAssignment
{
    /// <summary>
    /// The arm in which the customer's number falls when [0, sum of weights) is cut into the arms' weights, in order.
    /// The number is XXH64 (seed 0) of the UTF-8 of campaign, U+0000 and the customer's 16 hexadecimal digits, taken as
    /// a fraction of 2^64. Different campaigns are therefore assigned independently of each other.
    /// </summary>
    /// <param name="arms">At least one, weights at least 1. Changing them moves customers who were not yet recorded.</param>
    public static Arm Assign(string campaign, EntityId customer, IReadOnlyList<Arm> arms)
    {
        ArgumentOutOfRangeException.ThrowIfZero(arms.Count);
        ulong total = 0;
        foreach (var arm in arms) total += (ulong)arm.Weight;

        var hash = Xxh64.Hash(Encoding.UTF8.GetBytes($"{campaign}\0{customer}"));
        var point = Math.BigMul(hash, total, out _);
        foreach (var arm in arms)
        {
            if (point < (ulong)arm.Weight) return arm;
            point -= (ulong)arm.Weight;
        }
        throw new ArgumentException("The arms have no weight.", nameof(arms));
    }
}
