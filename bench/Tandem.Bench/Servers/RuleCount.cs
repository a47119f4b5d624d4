namespace Tandem.Bench.Servers;

/// <summary>The figures of a count that are looked at here.</summary>
internal sealed record RuleCount(string Method, long Count, long Low, long High, long Customers, long Scanned, string Past, double Seconds);
