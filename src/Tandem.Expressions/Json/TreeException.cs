using Tandem.Primitives;

namespace Tandem.Expressions.Json;

/// <summary>Leads out of the reading of a tree, however deep, to the one place that makes it an error value.</summary>
internal sealed class TreeException(string path, string message, string? hint) : Exception(message)
{
    public Error Error { get; } = new("bad_tree", message) { Path = path, Hint = hint };
}
