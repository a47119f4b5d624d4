using Tandem.Engine.Accounts;
using Tandem.Engine.Customers;
using Tandem.Engine.Effects;
using Tandem.Engine.Folding;
using Tandem.Engine.Identities;
using Tandem.Engine.Policies;
using Tandem.Engine.States;
using Tandem.Primitives;
using Tandem.Server.Hosting;

namespace Tandem.Server.Customers;

/// <summary>Finds customers and accounts wherever their home is. Thread-safe.</summary>
public sealed class CustomerReader(IEngine engine, IStateReader states)
{
    /// <summary>How many stored states a walk through all customers reads at once.</summary>
    private const int WalkPage = 1000;

    /// <summary>
    /// Reads <c>kind:value</c>, where the kind <c>id</c> stands for the engine's own id; the value is brought into normal
    /// form. What is no such key is an error that says so.
    /// </summary>
    public static Result<CustomerKey> ParseKey(string key)
    {
        var colon = key.IndexOf(':');
        if (colon <= 0) return new Error("bad_customer_key", $"“{key}” is not a kind and a value.") { Hint = "Write userId:42, email:ann@example.com, phone:…, anonymousId:…, or id: with 16 hexadecimal digits." };
        // A slash is the one character that the server leaves encoded in a path.
        var (kind, value) = (key[..colon], key[(colon + 1)..].Replace("%2F", "/", StringComparison.OrdinalIgnoreCase));
        if (kind == "id")
        {
            return EntityId.TryParse(value, out var id) && id.Kind == EntityKind.Customer
                ? new CustomerKey(id, null)
                : new Error("bad_customer_key", $"“{value}” is not the id of a customer.") { Hint = "An id has 16 hexadecimal digits, for example id:002a4c1f9be03d71." };
        }
        return IdentityKinds.Normalize(kind, value) is { } normal
            ? new CustomerKey(default, new(IdentityKinds.Shared(kind), normal))
            : new Error("bad_customer_key", $"The value of {kind} is empty or longer than {IdentityKinds.MaxValueLength} characters.");
    }

    /// <summary>Looks at a customer, following merges; <c>default</c> where there is none.</summary>
    public T? Read<T>(in CustomerKey key, Func<Customer, T> read)
    {
        var id = key.Id;
        if (key.Identity is { } identity)
            id = FirstOwner(identity);
        while (!id.IsNobody && id.Home.Value < engine.ShardCount)
        {
            var here = id;
            var (found, next) = engine.Shard(here.Home).Read(state => state.Find(here) switch
            {
                Customer customer => (read(customer), default),
                Moved moved => (default(T?), moved.To),
                _ => (default(T?), default(EntityId)),
            });
            if (next.IsNobody) return found;
            id = next;
        }
        return default;
    }

    /// <summary>All of a customer, with what those were known by who became part of it; null where there is none.</summary>
    public CustomerModel? ReadWhole(in CustomerKey key, CustomerMapping mapping)
    {
        var customer = Read(key, mapping.Whole);
        if (customer is null or { MergedFrom.Count: 0 }) return customer;
        var owners = customer.Identities.ToLookup(known => FirstOwner(new(IdentityKinds.Shared(known.Kind), known.Value)).ToString(), known => new AnchorModel(known.Kind, known.Value));
        return customer with { MergedFrom = [.. customer.MergedFrom.Select(merged => merged with { Identities = [.. owners[merged.Id]] })] };
    }

    /// <summary>Whose an identity was first, which no merge changes; nobody where it is not known.</summary>
    public EntityId FirstOwner(Identity identity) => engine.Shard(identity.Shard(engine.ShardCount)).Read(state => state.OwnerOf(identity));

    /// <summary>What the contact policy says of a message now; null when it may be sent.</summary>
    public string? WhyNot(MessageEffect effect, TemplatePurpose purpose) =>
        Read(new(effect.Customer, null), customer => ContactPolicy.Decide(customer, effect.Channel, purpose).Withheld ?? "") is var why && why is null ? ContactPolicy.Erased : why is "" ? null : why;

    /// <summary>The anchor of a customer, merged ones included.</summary>
    public Identity? AnchorOf(EntityId id) => Read<Identity?>(new(id, null), customer => customer.Anchor);

    public T? ReadAccount<T>(string groupId, Func<Account, T> read)
    {
        var id = AccountFold.IdOf(groupId, engine.ShardCount);
        return engine.Shard(id.Home).Read(state => state.Find(id) is Account account ? read(account) : default);
    }

    /// <summary>An account's customers after one of them, as they are now: who was merged stands as who they turned out to be, once.</summary>
    /// <returns>Null where there is no such account.</returns>
    public AccountMemberList? ReadMembers(string groupId, MemberCursor after, int max)
    {
        if (ReadAccount(groupId, account => account.Members.Select(member => new MemberCursor(member.Value, member.Key)).ToList()) is not { } members) return null;
        var page = members.Where(member => member.CompareTo(after) > 0).Order().Take(max).ToList();
        var ids = members.Select(member => member.Id).ToHashSet();
        var found = new List<AccountMemberModel>();
        foreach (var member in page)
        {
            // Who was merged into another member stands where that one does, maybe on another page.
            if (Read(new(member.Id, null), customer => (customer.Id, Summary: CustomerMapping.Summary(customer))) is not { Summary: { } summary } read) continue;
            if (read.Id == member.Id || !ids.Contains(read.Id)) found.Add(new(summary, member.Since.ToDateTimeOffset()));
        }
        return new([.. found.DistinctBy(member => member.Customer.Id)], page.Count == max ? page[^1].ToString() : null);
    }

    /// <summary>Chunks of a customer's timeline that are in no checkpoint yet, newest first.</summary>
    public IReadOnlyList<TimelineChunk> UnstoredTimeline(EntityId id) => engine.Shard(id.Home).Read(state => state.Unstored(id));

    /// <summary>Customers with an identity that is this text or begins with it, or to whom something happened last where the text is empty.</summary>
    public IReadOnlyList<CustomerSummary> Search(string? text, int max)
    {
        IEnumerable<EntityId> ids = string.IsNullOrWhiteSpace(text) ? Active(max) : Named(text.Trim(), max);
        var found = new List<CustomerSummary>();
        var seen = new HashSet<string>();
        foreach (var id in ids)
        {
            if (found.Count == max) break;
            if (Read(new(id, null), CustomerMapping.Summary) is { } summary && seen.Add(summary.Id)) found.Add(summary);
        }
        return string.IsNullOrWhiteSpace(text) ? [.. found.OrderByDescending(summary => summary.LastSeen)] : found;
    }

    /// <summary>All customers as of the last checkpoints, in order of id, after one: for walks through everybody.</summary>
    public IEnumerable<Customer> Walk(EntityId after)
    {
        while (true)
        {
            var ids = states.LoadIds(after, WalkPage);
            if (ids.Count == 0) yield break;
            foreach (var row in states.LoadStates([.. ids.Where(id => id.Kind == EntityKind.Customer)]))
                if (Customer.TryRead(row) is { } customer) yield return customer;
            after = ids[^1];
        }
    }

    private IEnumerable<EntityId> Active(int max)
    {
        var recent = engine.Owned.SelectMany(runner => runner.Read(state => state.Recent.Take(max).ToList())).ToList();
        return recent.Count > 0 ? recent.Take(Math.Max(max * 4, 200)) : states.LoadIds(default, max * 2).Where(id => id.Kind == EntityKind.Customer);
    }

    private IEnumerable<EntityId> Named(string text, int max)
    {
        foreach (var kind in new[] { IdentityKinds.UserId, IdentityKinds.Email, IdentityKinds.Phone, IdentityKinds.AnonymousId })
        {
            if (IdentityKinds.Normalize(kind, text) is not { } value) continue;
            var identity = new Identity(kind, value);
            var owner = FirstOwner(identity);
            if (!owner.IsNobody) yield return owner;
        }
        if (EntityId.TryParse(text, out var id)) yield return id;
        foreach (var row in states.SearchIdentities(text, max * 2)) yield return row.Owner;
    }
}

/// <summary>What a customer is asked for by: the engine's id, or an identity.</summary>
public readonly record struct CustomerKey(EntityId Id, Identity? Identity);
