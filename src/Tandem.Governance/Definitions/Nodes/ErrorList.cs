using System.Collections.Immutable;
using Tandem.Primitives;

namespace Tandem.Governance.Definitions.Nodes;

/// <summary>Errors found on the way; the first hundred are kept, which are more than anybody mends at once. Not thread-safe.</summary>
public sealed class ErrorList
{
    public const int Max = 100;

    private readonly List<Error> errors = [];

    public bool IsEmpty => errors.Count == 0;

    public ImmutableArray<Error> ToArray() => [.. errors];

    public void Add(Error error)
    {
        // The root of a text has no path.
        if (errors.Count < Max) errors.Add(error.Path is "" ? error with { Path = null } : error);
    }
}
