using Tandem.Primitives;

namespace Tandem.Server.Api;

/// <summary>What every refused call of Tandem's own API answers: what is wrong, where, and what would be right.</summary>
public sealed record Problem(IReadOnlyList<Error> Errors)
{
    public static Problem Of(string code, string message, string? hint = null) => new([new Error(code, message) { Hint = hint }]);

    /// <param name="path">The field that is wrong, as the call names it.</param>
    public static Problem At(string path, string code, string message, string? hint = null) => new([new Error(code, message) { Path = path, Hint = hint }]);
}
