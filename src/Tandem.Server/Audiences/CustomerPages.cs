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
        var shard = Math.Clamp((int)(start * shardCount), 0, shardCount - 1);
        var first = new EntityId(EntityId.FirstOf(new(shard)).Value + (long)(Math.Clamp(start * shardCount - shard, 0, 1) * CustomersOfAShard));
        return Between(first, EntityId.LastOf(new(shardCount - 1))).Concat(Between(default, first));
    }

    private IEnumerable<List<Customer>> Between(EntityId from, EntityId upTo)
    {
        for (EntityId? after = from; after is { } here;)
        {
            var page = states.LoadPage(here, upTo, PageSize);
            after = page.Last;
            if (page.Rows.Count == 0) continue;
            var customers = new List<Customer>(page.Rows.Count);
            foreach (var row in page.Rows)
                if (Customer.TryRead(row) is { } customer) customers.Add(customer);
            yield return customers;
        }
    }
}
