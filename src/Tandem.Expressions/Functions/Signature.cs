using System.Collections.Immutable;
using Tandem.Expressions.Types;

namespace Tandem.Expressions.Functions;

/// <summary>One way to call a function. A method's first parameter is what it is called on.</summary>
internal sealed record Signature(ImmutableArray<RuleType> Parameters, RuleType Result)
{
    /// <summary>Whether the last parameter may be given any number of times, at least once.</summary>
    public bool IsVariadic { get; init; }

    /// <summary>The result's type where it follows from what is given: a list's first item is of the list's element type.</summary>
    public Func<IReadOnlyList<RuleType>, RuleType>? ResultFrom { get; init; }

    /// <summary>What a parameter takes beyond its type; null for nothing more.</summary>
    public Func<RuleType, bool>? Where { get; init; }

    /// <summary>What else must be true of all the types together; null for nothing.</summary>
    public Func<IReadOnlyList<RuleType>, bool>? Requires { get; init; }

    /// <summary>A parameter in words, where its type does not say it.</summary>
    public string? ShownAs { get; init; }

    public bool Takes(IReadOnlyList<RuleType> arguments)
    {
        if (IsVariadic ? arguments.Count < Parameters.Length : arguments.Count != Parameters.Length) return false;
        for (var i = 0; i < arguments.Count; i++)
            if (!arguments[i].Fits(Parameters[Math.Min(i, Parameters.Length - 1)]) || Where?.Invoke(arguments[i]) == false) return false;
        return Requires?.Invoke(arguments) ?? true;
    }

    /// <param name="arguments">Types that it <see cref="Takes"/>.</param>
    public RuleType ResultOf(IReadOnlyList<RuleType> arguments) => ResultFrom?.Invoke(arguments) ?? Result;
}
