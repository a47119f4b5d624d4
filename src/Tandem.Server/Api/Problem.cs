using Tandem.Primitives;

namespace Tandem.Server.Api;

/// <summary>What every refused call of Tandem's own API answers: what is wrong, where, and what would be right.</summary>
public sealed record Problem(IReadOnlyList<Error> Errors)
{
    public static Problem Of(string code, string message, string? hint = null) => new([new Error(code, message) { Hint = hint }]);
}
