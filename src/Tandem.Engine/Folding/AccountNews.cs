using System.Text.Json;
using Tandem.Engine.Accounts;
using Tandem.Engine.Customers;
using Tandem.Engine.Journal;
using Tandem.Expressions.Values;
using Tandem.Primitives;

namespace Tandem.Engine.Folding;

/// <summary>
/// Brings an account's traits to its members, whose rules read them from a copy of their own. Few members are told at
/// once; many (more than <see cref="MembersPerMessage"/>) once a minute at most, so that a company whose traits change
/// with every call does not keep all its people's shards busy.
/// </summary>
public static class AccountNews
{
    /// <summary>How many members one message is for.</summary>
    public const int MembersPerMessage = 1000;

    /// <summary>How often many members are told.</summary>
    public static readonly Duration Pause = Duration.FromMinutes(1);

    /// <summary>The traits changed; answers whether the members were told of it at once.</summary>
    public static bool OnChange(FoldStep step, Account account, bool historical)
    {
        account.IsNewsHistorical = historical && (account.TellAt is null || account.IsNewsHistorical);
        if (account.Members.Count > MembersPerMessage && step.Now < account.ToldAt + Pause)
        {
            account.TellAt = account.ToldAt + Pause;
            return false;
        }
        TellAll(step, account);
        return true;
    }

    /// <summary>The pause is over.</summary>
    public static void OnDue(FoldStep step, Account account)
    {
        if (account.TellAt <= step.Now) TellAll(step, account);
    }

    /// <summary>Tells one member, who joined.</summary>
    public static void TellOne(FoldStep step, Account account, EntityId member, bool historical) =>
        step.State.Send(member.Home, News(step, account, historical) with { Target = member });

    /// <summary>At a customer's home: takes over the traits.</summary>
    public static void OnTraits(FoldStep step, Customer customer, ShardMessage news)
    {
        var place = customer.Accounts.FindIndex(link => link.Account == news.Subject);
        if (place < 0 || customer.Accounts[place].Told >= news.EntryPosition) return;
        var traits = ValueJson.Read(news.First.Span).AsMap.ToDictionary(trait => Texts.Shared(trait.Key.AsString), trait => trait.Value, StringComparer.Ordinal);
        var isNew = !customer.Accounts[place].Says(traits);
        var link = customer.Accounts[place] = customer.Accounts[place] with { Traits = traits, Told = news.EntryPosition };
        step.State.Touch(customer);
        if (!isNew || customer.LatestAccount != link) return;
        JourneyFold.Decide(step, customer, step.Rules.Segments.OnAccount);
    }

    /// <summary>The customers that a page of news is for, as its sender knows them: one may have become another since.</summary>
    public static IEnumerable<EntityId> Members(ShardMessage news)
    {
        for (var at = 0; at < news.Second.Length; at += 8) yield return new(BitConverter.ToInt64(news.Second.Span[at..]));
    }

    private static void TellAll(FoldStep step, Account account)
    {
        var news = News(step, account, account.IsNewsHistorical);
        foreach (var shard in account.Members.Keys.GroupBy(member => member.Home.Value).OrderBy(members => members.Key))
        {
            foreach (var page in shard.Chunk(MembersPerMessage))
            {
                var ids = new ByteWriter(8 * page.Length);
                foreach (var member in page) ids.Fixed64((ulong)member.Value);
                step.State.Send(new(shard.Key), news with { Second = ids.ToArray() });
            }
        }
        (account.ToldAt, account.TellAt, account.IsNewsHistorical) = (step.Now, null, false);
        step.State.Touch(account);
    }

    private static ShardMessage News(FoldStep step, Account account, bool historical)
    {
        var traits = new ByteWriter(256);
        using (var json = new Utf8JsonWriter(traits)) account.WriteTraits(json);
        return new() { Kind = MessageKind.AccountTraits, Subject = account.Id, EntryPosition = step.Folding, First = traits.ToArray(), Historical = historical };
    }
}
