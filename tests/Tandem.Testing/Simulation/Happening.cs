using System.Collections.Immutable;
using System.Text;
using Tandem.Engine.Identities;
using Tandem.Engine.Interactions;
using Tandem.Engine.Journal;
using Tandem.Primitives;

namespace Tandem.Testing.Simulation;

/// <summary>One interaction that a caller sends.</summary>
/// <param name="Serial">Its own number in the plan, which makes its bytes unlike all others', also where the message id comes again.</param>
/// <param name="Identities"><c>userId:1 email:2</c>.</param>
/// <param name="Body">The call's JSON, an object.</param>
/// <param name="Behind">How long before its arrival it happened; negative for a clock that is ahead.</param>
public sealed record Happening(int Serial, InteractionType Type, string Identities, string Name, string Body, string MessageId, Duration Behind, bool IsHistorical)
{
    /// <summary>As the tracking API would put it into the inbox at this moment.</summary>
    public Arrival ToArrival(Instant now, int shards)
    {
        var interaction = new Interaction
        {
            Type = Type,
            Source = 1,
            Historical = IsHistorical,
            ReceivedAt = now,
            Timestamp = ClockCorrection.Correct(now, null, now - Behind, IsHistorical),
            MessageId = MessageId,
            Name = Name,
            Identities = [.. Identities.Split(' ').Select(Calls.Identity).Order(Comparer<Identity>.Create(IdentityKinds.Compare))],
            Body = Encoding.UTF8.GetBytes($"{{\"serial\":{Serial}{(Body == "{}" ? "" : ",")}{Body[1..]}"),
        };
        var to = new ByteWriter();
        interaction.Write(to);
        return new(interaction.Identities[0].Shard(shards), EntryKind.Interaction, to.ToArray(), interaction);
    }

    /// <summary>Fewer of these, or some of them with less to them.</summary>
    internal static IEnumerable<ImmutableArray<Happening>> SmallerLists(ImmutableArray<Happening> all)
    {
        for (var i = 0; all.Length > 1 && i < all.Length; i++) yield return all.RemoveAt(i);
        for (var i = 0; i < all.Length; i++)
            foreach (var smaller in all[i].Smaller()) yield return all.SetItem(i, smaller);
    }

    private IEnumerable<Happening> Smaller()
    {
        if (Behind != default) yield return this with { Behind = default(Duration) };
        if (IsHistorical) yield return this with { IsHistorical = false };
        if (Body != "{}") yield return this with { Body = "{}" };
        var identities = Identities.Split(' ');
        for (var i = 0; identities.Length > 1 && i < identities.Length; i++)
            yield return this with { Identities = string.Join(' ', identities.Where((_, index) => index != i)) };
    }

    public override string ToString()
    {
        var when = Behind.Micros switch { 0 => "", > 0 => $", {Behind} ago", _ => $", {new Duration(-Behind.Micros)} ahead" };
        return $"{Type.Word()} {Name}{(Name.Length > 0 ? " " : "")}by {Identities} as {MessageId}{when}{(IsHistorical ? ", historical" : "")}{(Body == "{}" ? "" : $" {Body}")}";
    }
}
