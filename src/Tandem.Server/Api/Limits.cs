namespace Tandem.Server.Api;

/// <summary>Bounds that many lists share.</summary>
public static class Limits
{
    /// <summary>What is wrong with a page's size; null when nothing is.</summary>
    public static Problem? Check(int limit, int most) =>
        limit >= 1 && limit <= most ? null : Problem.Of("bad_limit", $"limit={limit} is not from 1 to {most}.");
}
