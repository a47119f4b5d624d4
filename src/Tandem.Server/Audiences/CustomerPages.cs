using Tandem.Engine.Customers;
using Tandem.Engine.States;
using Tandem.Primitives;

namespace Tandem.Server.Audiences;

/// <summary>
/// All customers as of the last checkpoints, once each, in an order that is random with regard to who they are, so that the
/// first so many are a random sample: an id is a hash of how somebody was first known, so that the order of ids from any
/// place on is such an order.
/// </summary>
/// <param name="start">Where to begin, from 0 to less than 1; after the last comes the first.</param>
internal sealed class CustomerPages(IStateReader states, int shardCount, double start)
{
    /// <summary>Of a shard, customers' ids come before those of accounts.</summary>
    private const long CustomersOfAShard = 1L << 51;

    private const int PageSize = 500;

    public IEnumerable<List<Customer>> Read()
    {
        var first = Math.Clamp((int)(start * shardCount), 0, shardCount - 1);
        var within = (long)(Math.Clamp(start * shardCount - first, 0, 1) * CustomersOfAShard);
        foreach (var page in Between(first, within, CustomersOfAShard)) yield return page;
        for (var step = 1; step < shardCount; step++)
            foreach (var page in Between((first + step) % shardCount, 0, CustomersOfAShard)) yield return page;
        foreach (var page in Between(first, 0, within)) yield return page;
    }

    /// <summary>Those of a shard whose hash is greater than one, up to another.</summary>
    private IEnumerable<List<Customer>> Between(int shard, long from, long upTo)
    {
        var low = EntityId.LastOf(new(shard - 1)).Value + 1;
        var (after, last) = (new EntityId(low + from), new EntityId(low + Math.Min(upTo, CustomersOfAShard - 1)));
        while (after.CompareTo(last) < 0)
        {
            var rows = states.LoadPage(after, last, PageSize);
            if (rows.Count == 0) yield break;
            after = rows[^1].Id;
            var customers = new List<Customer>(rows.Count);
            foreach (var row in rows)
                if (Customer.TryRead(row) is { } customer) customers.Add(customer);
            yield return customers;
        }
    }
}
