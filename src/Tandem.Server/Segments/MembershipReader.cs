using Tandem.Engine.Customers;
using Tandem.Engine.Segments;
using Tandem.Primitives;
using Tandem.Server.Customers;
using Tandem.Server.Hosting;

namespace Tandem.Server.Segments;

/// <summary>Says whether a customer is in a segment, and why. Thread-safe.</summary>
public sealed class MembershipReader(CustomerReader customers, IEngine engine, EngineClock clock)
{
    /// <returns>Null where there is no such customer.</returns>
    public MembershipAnswer? Read(in CustomerKey key, CompiledSegment segment)
    {
        // Of a copy: explaining takes its time, and the shard does not wait for it.
        if (customers.Read(key, customer => customer.Copy()) is not { } customer) return null;
        var at = MomentOf(customer);
        var home = engine.Shard(customer.Id.Home);
        var (isPending, notWhole) = home.Read(state =>
            (customer.Epoch < state.Head.Epoch && state.Head.Swept < state.Head.Epoch, segment.Rule.Reads.Aggregates.Where(aggregate => !state.Head.Aggregates.IsWhole(aggregate)).ToHashSet()));
        var why = segment.Rule.Explain(new CustomerFacts { IsWhole = aggregate => !notWhole.Contains(aggregate) }.Of(customer, at));
        var place = customer.IndexOfMembership(segment.Name);
        var membership = place < 0 ? (Membership?)null : customer.Memberships[place];
        return new(
            customer.Id.ToString(), segment.Name, membership is not null, membership?.Since.ToDateTimeOffset(), membership?.Initial ?? false, isPending,
            at.ToDateTimeOffset(), segment.Rule.Text, ExplanationModel.Of(why));
    }

    /// <summary>Now, or just before the customer's timer where that is due and has not fired yet: until then memberships are what they were.</summary>
    private Instant MomentOf(Customer customer)
    {
        var now = clock.Now;
        return customer.SegmentsDue is { } due && due <= now ? new(due.Micros - 1) : now;
    }
}
