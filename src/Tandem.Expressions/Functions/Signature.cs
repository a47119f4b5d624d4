using System.Collections.Immutable;
using Tandem.Expressions.Types;

namespace Tandem.Expressions.Functions;

/// <summary>One way to call a function. A method's first parameter is what it is called on.</summary>
internal sealed record Signature(ImmutableArray<RuleType> Parameters, RuleType Result)
{
    public bool Takes(IReadOnlyList<RuleType> arguments)
    {
        if (arguments.Count != Parameters.Length) return false;
        for (var i = 0; i < arguments.Count; i++)
            if (!arguments[i].Fits(Parameters[i])) return false;
        return true;
    }
}
