using System.Text;
using Tandem.Engine.Accounts;
using Tandem.Engine.Customers;
using Tandem.Engine.Identities;
using Tandem.Engine.Interactions;
using Tandem.Engine.Journal;
using Tandem.Engine.Segments;
using Tandem.Engine.Shards;
using Tandem.Expressions.Values;
using Tandem.Primitives;

namespace Tandem.Engine.Folding;

/// <summary>Keeps accounts: the customer's home tells the account's home, which keeps traits and members.</summary>
public static class AccountFold
{
    /// <summary>At the customer's home: remembers the account, and tells its home. Adds to the mask the segments that may change because of it.</summary>
    public static void OnGroup(FoldStep step, Customer customer, Interaction interaction, SegmentMask concerned)
    {
        if (interaction.Type != InteractionType.Group) return;
        var groupId = interaction.Name;
        var id = IdOf(groupId, step.State.ShardCount);
        if (!customer.Accounts.Exists(link => link.Account == id))
        {
            customer.Accounts.Add(new(id, groupId, interaction.Timestamp));
            concerned.Add(step.Rules.Segments.OnAccount);
        }
        step.State.Send(id.Home, new()
        {
            Kind = MessageKind.Member,
            Target = id,
            Subject = customer.Id,
            Text = groupId,
            Time = interaction.Timestamp,
            First = Encoding.UTF8.GetBytes(ValueJson.Text(interaction.Traits)),
            Historical = step.Historical,
        });
    }

    /// <summary>At the account's home.</summary>
    public static void OnMember(FoldStep step, ShardMessage message)
    {
        var at = message.Time;
        if (step.State.Find(message.Target) is not Account account)
        {
            account = new(message.Target, message.Text) { FirstSeen = at };
            step.State.Add(account);
            step.State.Counts.Add(CountNames.Accounts, 1);
        }
        var joined = account.Members.TryAdd(message.Subject, at);
        var told = TakeTraits(account, ValueJson.Read(message.First.Span), at) && AccountNews.OnChange(step, account, message.Historical);
        // Whoever joins knows the traits at once, also where the news waits for all others.
        if (joined && !told && account.Traits.Count > 0) AccountNews.TellOne(step, account, message.Subject, message.Historical);
        step.State.Touch(account);
    }

    /// <summary>At the account's home: a merge was undone, so that others are its members than before.</summary>
    public static void OnMemberSeparated(FoldStep step, ShardMessage message)
    {
        if (step.State.Find(message.Target) is not Account account) return;
        account.Without([.. AccountNews.Members(message)]);
        if (!message.Subject.IsNobody)
        {
            account.Members.TryAdd(message.Subject, message.Time);
            AccountNews.TellOne(step, account, message.Subject, historical: true);
        }
        step.State.Touch(account);
    }

    /// <summary>An account's id follows from its group id alone, so that anyone can name it.</summary>
    public static EntityId IdOf(string groupId, int shardCount)
    {
        var key = new Identity(Account.KeyKind, groupId);
        return EntityId.Make(key.Shard(shardCount), EntityKind.Account, key.Hash);
    }

    /// <summary>The latest word holds; answers whether a value is another one now.</summary>
    private static bool TakeTraits(Account account, Value traits, Instant at)
    {
        var changed = false;
        foreach (var (key, value) in traits.AsMap)
        {
            var name = Texts.Shared(key.AsString);
            var isKnown = account.Traits.TryGetValue(name, out var known);
            if (isKnown && known.At > at) continue;
            changed |= value.IsNull ? isKnown : !isKnown || !known.Value.Equals(value);
            if (value.IsNull) account.Without(name);
            else account.Traits[name] = new(value, 0, at);
        }
        return changed;
    }
}
