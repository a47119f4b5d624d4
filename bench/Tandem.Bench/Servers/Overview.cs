namespace Tandem.Bench.Servers;

/// <summary>The figures of <c>/api/v1/overview</c> that are looked at here.</summary>
internal sealed record Overview(long Waiting, long Customers, IReadOnlyList<TypeCount> ByType)
{
    public long Interactions => ByType.Sum(type => type.Count);
}

internal sealed record TypeCount(string Type, long Count);
