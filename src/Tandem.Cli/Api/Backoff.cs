using System.Net;

namespace Tandem.Cli.Api;

/// <summary>
/// How long to wait before a request is tried again: 0.25 s, doubled each time up to 20 s, and never less than the
/// server's <c>Retry-After</c>. Twelve tries take about two and a half minutes.
/// </summary>
public sealed class Backoff(TimeSpan first, int tries)
{
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(20), LongestAsked = TimeSpan.FromMinutes(2);

    public static readonly Backoff Default = new(TimeSpan.FromMilliseconds(250), 12);

    public int Tries => tries;

    /// <param name="failures">How many tries have failed so far, from 1.</param>
    public TimeSpan Wait(int failures, TimeSpan? retryAfter)
    {
        var wait = first * Math.Pow(2, Math.Min(failures - 1, 16));
        if (wait > Longest) wait = Longest;
        if (retryAfter is not { } asked) return wait;
        if (asked > LongestAsked) asked = LongestAsked;
        return asked > wait ? asked : wait;
    }

    /// <summary>As the SDKs do: 408, 410, 429, 460 and 5xx, without those that a second try cannot mend.</summary>
    public static bool WorthRetrying(HttpStatusCode status) =>
        (int)status is 408 or 410 or 429 or 460 or (>= 500 and not (501 or 505 or 511));
}
