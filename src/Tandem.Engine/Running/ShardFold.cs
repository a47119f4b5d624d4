using Tandem.Engine.Accounts;
using Tandem.Engine.Aggregates;
using Tandem.Engine.Customers;
using Tandem.Engine.Dispositions;
using Tandem.Engine.Effects;
using Tandem.Engine.Experiments;
using Tandem.Engine.Folding;
using Tandem.Engine.Identities;
using Tandem.Engine.Interactions;
using Tandem.Engine.Journal;
using Tandem.Engine.Journeys;
using Tandem.Engine.Linking;
using Tandem.Engine.Rulesets;
using Tandem.Engine.Segments;
using Tandem.Engine.Shards;
using Tandem.Engine.States;
using Tandem.Expressions.Facts;
using Tandem.Primitives;

namespace Tandem.Engine.Running;

/// <summary>
/// Folds the entries of one shard, one after another: identity, profile, aggregates, segments, journeys, effects. A pure
/// function of state, entry and ruleset: it knows no clock, draws no random numbers, and does no I/O of its own.
/// </summary>
/// <param name="rulesets">A ruleset by its number; it must be there before an entry names it.</param>
public sealed class ShardFold(ShardState state, Func<int, Ruleset> rulesets)
{
    /// <summary>How many customers one tick looks at, at most.</summary>
    public const int TimersPerTick = 1000;

    private readonly FoldStep step = Begin(state, rulesets(state.Head.Ruleset));
    private readonly List<string> entered = [];
    private SegmentMask concerned = new(0);

    public void Fold(in Entry entry)
    {
        step.Position = step.Folding = entry.Position;
        step.Historical = false;
        // The store stamps times that never decrease; this keeps the promise also towards a clock that was set back.
        state.Head.At = step.Now = entry.At > state.Head.At ? entry.At : state.Head.At;
        switch (entry.Kind)
        {
            case EntryKind.Interaction:
                FoldInteraction(entry);
                break;
            case EntryKind.Tick:
                foreach (var id in state.Timers.DueBy(step.Now, TimersPerTick))
                    if (state.Find(id) is Customer { Separation: { } open } held) GiveUp(held, open);
                    else if (state.Find(id) is Customer customer) FireTimers(customer);
                    else if (state.Find(id) is Account account) AccountNews.OnDue(step, account);
                    else state.Timers.Set(id, null);
                break;
            case EntryKind.Ruleset:
                Switch((int)new ByteReader(entry.Payload.Span[1..]).Varint());
                break;
            case EntryKind.Message:
                FoldMessage(entry);
                break;
            case EntryKind.Delivery:
                FoldDelivery(DeliveryReport.Read(entry.Payload.Span), entry);
                break;
            case EntryKind.Restate:
                FoldRestate(entry.Parsed as Restatement ?? Restatement.Read(entry.Payload.Span));
                break;
            case EntryKind.Launch:
                FoldLaunch(CampaignLaunch.Read(entry.Payload.Span));
                break;
            case EntryKind.Version:
                state.Head.EngineVersion = EngineVersion.Read(entry.Payload.Span);
                break;
            case EntryKind.Past:
                FoldPast(entry.Parsed as PastPage ?? PastPage.Read(entry.Payload.Span));
                break;
            case EntryKind.Whole:
                if (state.Head.Aggregates.MakeWhole(WholePast.Read(entry.Payload.Span))) NextEpoch();
                break;
            case EntryKind.Separating:
                FoldSeparating(SeparationStart.Read(entry.Payload.Span));
                break;
            case EntryKind.Separated:
                FoldSeparated(SeparationEnd.Read(entry.Payload.Span));
                break;
            default:
                throw new InvalidDataException($"Entry {entry.Position} has the unknown kind {(int)entry.Kind}; was it written by a newer version?");
        }
        state.Head.Position = entry.Position;
    }

    private void FoldInteraction(in Entry entry)
    {
        var interaction = entry.Parsed as Interaction ?? Interaction.Read(entry.Payload);
        Route(interaction.AsOf(step.Now), new(entry.Position, step.Now, EntryKind.Interaction, entry.Payload));
    }

    /// <summary>Brings an interaction to whoever has its strongest identity that is not blocked, which may be kept by another shard.</summary>
    private void Route(Interaction interaction, in ParkedEntry entry)
    {
        if (step.Rules.Identities.Strongest(interaction.Identities) is not { } identity)
        {
            state.Counts.Add(CountNames.Unidentified, 1);
            step.Note(entry.Position, DispositionKind.Dropped, default);
            return;
        }
        if (identity.Shard(state.ShardCount) is var keeper && keeper != state.Id)
        {
            state.Counts.Add(CountNames.Forwarded, 1);
            IdentityFold.Forward(step, entry, keeper);
            return;
        }
        var owner = state.OwnerOf(identity);
        if (owner.IsNobody) Apply(Create(identity, entry.Position), interaction, entry.Position);
        else Deliver(owner, entry, interaction);
    }

    /// <summary>Brings an entry to its customer: folds it here, keeps it while the customer is on the move, or sends it on.</summary>
    private void Deliver(EntityId target, in ParkedEntry arrived, object parsed)
    {
        var entry = arrived.For.IsNobody ? arrived with { For = target } : arrived;
        if (target.Home != state.Id)
        {
            state.Counts.Add(CountNames.Forwarded, 1);
            IdentityFold.Forward(step, entry, target);
            return;
        }
        switch (state.Find(target))
        {
            case Moved moved:
                Deliver(moved.To, entry, parsed);
                break;
            case Customer { IsHeld: true } customer:
                if (!customer.MovingTo.IsNobody && parsed is ShardMessage { Kind: MessageKind.Taken or MessageKind.Refused } answer)
                {
                    FoldAnswer(customer, answer);
                    break;
                }
                customer.Parked.Add(entry);
                state.Touch(customer);
                break;
            case Customer customer when !customer.IsKnownAs(entry.For):
                // It came by way of a merge that was undone meanwhile.
                state.Counts.Add(CountNames.Forwarded, 1);
                IdentityFold.Forward(step, entry, entry.For);
                break;
            case Customer customer:
                FoldAt(customer, entry, parsed);
                break;
            default:
                throw new InvalidDataException($"Entry {entry.Position} is for {target}, which shard {state.Id} does not have.");
        }
    }

    private void FoldAt(Customer customer, in ParkedEntry entry, object parsed)
    {
        if (parsed is Interaction interaction)
        {
            Apply(customer, interaction, entry.Position);
            return;
        }
        FireTimers(customer);
        SegmentFold.Upgrade(step, customer);
        step.Historical = parsed is ShardMessage { Historical: true };
        switch (parsed)
        {
            case DeliveryReport report:
                MessageFold.Report(step, customer, report);
                break;
            case CampaignLaunch launch when step.Rules.Campaign(launch.Campaign) is { } campaign:
                CampaignFold.Launch(step, customer, campaign);
                state.Touch(customer);
                break;
            case PastPage page:
                state.Head.OpenPieces--;
                PastFold.Bring(step, customer, page, page.Pieces[0]);
                break;
            case ShardMessage message:
                FoldMessageAt(customer, message, entry.Position);
                break;
        }
    }

    /// <summary>Brings pieces of the past to their customers, who may have moved since.</summary>
    private void FoldPast(PastPage page)
    {
        foreach (var piece in page.Pieces)
        {
            if (!state.Head.Aggregates.Awaits(page, piece.Customer)) continue;
            if (state.Find(piece.Customer) is Customer { IsHeld: false } customer)
            {
                FireTimers(customer);
                PastFold.Bring(step, customer, page, piece);
                continue;
            }
            var alone = page with { Pieces = [piece] };
            state.Head.OpenPieces++;
            Deliver(piece.Customer, new(step.Position, step.Now, EntryKind.Past, alone.ToBytes()), alone);
        }
        state.Head.Aggregates.Bring(page);
    }

    private void FoldMessageAt(Customer customer, ShardMessage message, Position position)
    {
        switch (message.Kind)
        {
            case MessageKind.Link:
                IdentityFold.OnLinkTo(step, customer, message);
                break;
            case MessageKind.Shown:
                IdentityFold.OnShownTo(step, customer, message);
                break;
            case MessageKind.AccountTraits:
                AccountNews.OnTraits(step, customer, message);
                break;
            case MessageKind.Linked:
                IdentityFold.OnLinked(step, customer, message.Identity);
                break;
            case MessageKind.Offer:
                IdentityFold.OnOffer(step, customer, message, position);
                break;
            case MessageKind.LinkRefused:
                IdentityFold.Conflict(step, customer, message.Identity, message.Text, ends: message.ToAsker);
                break;
            default:
                throw new InvalidDataException($"A message of kind {message.Kind} came for {customer.Id}, which did not ask for it.");
        }
    }

    /// <summary>The customer was offered, and this is the answer.</summary>
    private void FoldAnswer(Customer customer, ShardMessage answer)
    {
        if (answer.Kind == MessageKind.Taken)
        {
            IdentityFold.OnTaken(step, customer, answer.Subject);
            return;
        }
        var waiting = IdentityFold.OnRefused(step, customer);
        // What fell due while it was under way comes first.
        FireAndUpgrade(customer);
        IdentityFold.Conflict(step, customer, answer.Identity, answer.Text, ends: answer.ToAsker);
        FoldWaiting(customer.Id, waiting);
    }

    private void FireAndUpgrade(Customer customer)
    {
        FireTimers(customer);
        SegmentFold.Upgrade(step, customer);
    }

    private void FoldWaiting(EntityId customer, IReadOnlyList<ParkedEntry> waiting)
    {
        foreach (var parked in waiting) Deliver(customer, parked, Parse(parked.Kind, parked.At, parked.Payload));
        (step.Position, step.Historical) = (step.Folding, false);
    }

    private void FoldSeparating(SeparationStart start)
    {
        // Asked at a bad moment, it is asked again: while the customer is on the move, or waits for an answer about an identity.
        if (state.Find(start.Stayer) is not Customer { IsHeld: false, Linking.Count: 0 } customer || customer.Merged.TrueForAll(merged => merged.Id != start.Absorbed)) return;
        FireAndUpgrade(customer);
        SeparationFold.Open(step, customer, start.Absorbed);
    }

    private void FoldGivenBack(ShardMessage message)
    {
        var given = GivenBack.Read(message.First.Span);
        if (SeparationFold.Expect(step, given)) NextEpoch();
        SeparationFold.TakeBack(step, message.Target, message.Subject, given);
    }

    /// <summary>The result of looking through two customers' pasts: what they are without each other.</summary>
    private void FoldSeparated(SeparationEnd end)
    {
        if (state.Find(end.Stayer) is not Customer { Separation: { } open } customer || open.Cut != end.Cut) return;
        var isCurrent = end.Ruleset == state.Head.Ruleset && !state.Head.Aggregates.Awaited().Any();
        var waiting = SeparationFold.Release(step, customer);
        if (isCurrent) customer = SeparationFold.Close(step, customer, end);
        FireAndUpgrade(customer);
        FoldWaiting(customer.Id, waiting);
    }

    private void GiveUp(Customer customer, in OpenSeparation open)
    {
        if (open.Deadline > step.Now) return;
        var waiting = SeparationFold.Release(step, customer);
        FireAndUpgrade(customer);
        step.Tell(customer, TimelineKind.Identity, "not-separated", open.Absorbed.ToString(), "the pasts of both could not be looked through in time");
        FoldWaiting(customer.Id, waiting);
    }

    private void FoldMessage(in Entry entry)
    {
        var message = entry.Parsed as ShardMessage ?? ShardMessage.Read(entry.Payload.Span);
        var last = state.Head.LastFrom(message.From);
        // A sender that replays its journal after a crash sends again what was folded here already.
        if (message.Number <= last) return;
        if (message.Number != last + 1) throw new InvalidDataException($"Message {message.Number} of shard {message.From} came to shard {state.Id} after {last}: one is missing.");
        state.Head.Got(message.From, message.Number);
        if (message.Ruleset > state.Head.Ruleset) Switch(message.Ruleset);
        switch (message.Kind)
        {
            case MessageKind.Link when message.Target.IsNobody:
                IdentityFold.OnLink(step, message);
                break;
            case MessageKind.Shown when message.Target.IsNobody:
                IdentityFold.OnShown(step, message);
                break;
            case MessageKind.Forward when message.Target.IsNobody:
                Route(Interaction.Read(message.First).AsOf(message.Time), new(message.EntryPosition, message.Time, message.EntryKind, message.First));
                break;
            case MessageKind.GivenBack:
                FoldGivenBack(message);
                break;
            case MessageKind.MemberSeparated:
                AccountFold.OnMemberSeparated(step, message);
                break;
            case MessageKind.Member:
                AccountFold.OnMember(step, message);
                break;
            case MessageKind.AccountTraits when message.Target.IsNobody:
                foreach (var member in AccountNews.Members(message)) FoldNews(member, message);
                break;
            case MessageKind.Forward:
                Deliver(message.Target, new(message.EntryPosition, message.Time, message.EntryKind, message.First) { For = message.For }, Parse(message.EntryKind, message.Time, message.First));
                break;
            default:
                Deliver(message.Target, new(entry.Position, step.Now, EntryKind.Message, entry.Payload) { For = message.For }, message);
                break;
        }
    }

    private void FoldNews(EntityId member, ShardMessage page)
    {
        if (state.Find(member) is Customer { IsHeld: false } customer)
        {
            FoldAt(customer, default, page);
            return;
        }
        var news = page with { Target = member, Second = default };
        Deliver(member, new(step.Folding, step.Now, EntryKind.Message, news.ToBytes()), news);
    }

    private void FoldDelivery(DeliveryReport report, in Entry entry) =>
        Deliver(report.Customer, new(entry.Position, step.Now, EntryKind.Delivery, entry.Payload), report);

    private void FoldRestate(Restatement restatement)
    {
        foreach (var id in restatement.Customers)
        {
            if (state.Find(id) is not Customer customer) continue;
            if (customer.IsHeld)
            {
                // Decided when it is not held any more; where it is taken, its new home does.
                customer.Epoch = Customer.NeverDecided;
                state.Touch(customer);
                continue;
            }
            FireTimers(customer);
            SegmentFold.Restate(step, customer);
        }
        state.Head.Sweep(restatement);
    }

    private void FoldLaunch(CampaignLaunch launch)
    {
        foreach (var id in launch.Customers)
            Deliver(id, new(step.Position, step.Now, EntryKind.Launch, (launch with { Customers = [id] }).ToBytes()), launch);
    }

    /// <summary>Switches to a ruleset through all between, so that every shard began to keep an aggregate with the same one.</summary>
    private void Switch(int ruleset)
    {
        while (state.Head.Ruleset < ruleset)
        {
            step.Rules = rulesets(++state.Head.Ruleset);
            state.Head.Aggregates.Switch(step.Rules.Aggregates.All, state.Head.Ruleset, step.Folding, step.Now, MayHavePast);
            NextEpoch();
        }
    }

    private void NextEpoch()
    {
        state.Head.Epoch++;
        Prepare(step, state.Head.Aggregates);
    }

    private bool MayHavePast(Aggregate aggregate) => AggregateIndex.EventsOf(aggregate).Any(state.Head.MayHaveSeen);

    private static FoldStep Begin(ShardState state, Ruleset rules)
    {
        var step = new FoldStep(state) { Rules = rules };
        Prepare(step, state.Head.Aggregates);
        return step;
    }

    /// <summary>Works out once what follows from the rules and from which pasts are whole.</summary>
    private static void Prepare(FoldStep step, AggregateLedger kept)
    {
        var (aggregates, segments) = (step.Rules.Aggregates, step.Rules.Segments);
        step.Generations = [.. aggregates.All.Select(kept.GenerationOf)];
        step.Changed = new(aggregates.Count);
        step.Frozen = new(segments.Ordered.Count);
        for (var i = 0; i < aggregates.Count; i++)
            if (!kept.IsWhole(aggregates.All[i])) step.Frozen.Add(segments.OnAggregate(i));
    }

    private Customer Create(Identity anchor, Position position)
    {
        // The position makes the id unlike that of an earlier customer with the same first identity.
        var hash = Xxh64.Hash(BitConverter.GetBytes(anchor.Hash), (ulong)position.Value);
        var id = EntityId.Make(state.Id, EntityKind.Customer, hash);
        while (state.Find(id) is not null) id = EntityId.Make(state.Id, EntityKind.Customer, ++hash);
        var customer = new Customer(id, anchor) { Epoch = state.Head.Epoch };
        customer.Identities.Add(new(anchor, step.Now));
        state.SetOwner(anchor, id);
        state.Add(customer);
        state.Counts.Add(CountNames.Customers, 1);
        return customer;
    }

    private void Apply(Customer customer, Interaction interaction, Position position)
    {
        FireTimers(customer);
        var hash = interaction.DedupeHash;
        if (customer.Recent.Contains(hash))
        {
            state.Counts.Add(CountNames.Duplicates, 1);
            step.Note(position, DispositionKind.Duplicate, customer.Id);
            return;
        }
        customer.Recent.Add(hash, step.Now);
        step.Note(position, DispositionKind.Applied, customer.Id);
        step.Position = position;
        step.Historical = interaction.Historical;
        SegmentFold.Upgrade(step, customer);
        state.Tell(customer, new(TimelineKind.Interaction, position, step.Now, "", "", ""));
        IdentityFold.Link(step, customer, interaction);
        Clear(ref concerned, step.Rules);
        // Nothing was ever decided for a new customer, and what holds of it from the start counts as entered now.
        if (customer.Interactions == 0) concerned.Add(step.Rules.Segments.All);
        ProfileFold.Apply(step, customer, interaction, concerned);
        AccountFold.OnGroup(step, customer, interaction, concerned);
        CampaignFold.OnInteraction(step, customer, interaction);
        if (!concerned.IsEmpty) DecideSegments(customer, concerned);
        if (interaction.Name.Length > 0) JourneyFold.OnInteraction(step, customer, interaction);
        state.Counts.Add(CountNames.Interactions, 1);
        state.Counts.Add(CountNames.OfType(interaction.Type), 1);
        state.NoteActive(customer.Id);
        state.Touch(customer);
    }

    private void DecideSegments(Customer customer, SegmentMask mask)
    {
        entered.Clear();
        SegmentFold.Decide(step, customer, mask, entered);
        if (entered.Count > 0) JourneyFold.OnEntered(step, customer, [.. entered]);
    }

    /// <summary>Decides the segments whose answer may change at this moment.</summary>
    private void DecideTimed(Customer customer, Instant due)
    {
        step.Changed.Clear();
        customer.Tracks.Advance(step.Rules.Aggregates, due, step.Changed);
        Clear(ref concerned, step.Rules);
        foreach (var aggregate in step.Changed.Members()) concerned.Add(step.Rules.Segments.OnAggregate(aggregate));
        // Nobody knows whether a customer who was not decided under these rules yet enters now, or would have been in before.
        if (SegmentFold.IsBehind(step, customer)) SegmentFold.Decide(step, customer, concerned, null, quietly: true);
        else DecideSegments(customer, concerned);
    }

    /// <summary>Does what was due up to now, each thing at the moment when it was due.</summary>
    private void FireTimers(Customer customer)
    {
        if (customer.Due is not { } first || first > step.Now) return;
        if (SegmentFold.IsBehind(step, customer)) SegmentFold.DropTracks(step, customer);
        var (until, historical) = (step.Now, step.Historical);
        step.Historical = false;
        while (customer.Due is { } due && due <= until)
        {
            // A walk can wait for a moment that is past already, when its wait began at an earlier one.
            step.Now = due;
            if (customer.SegmentsDue == due) DecideTimed(customer, due);
            for (var i = 0; i < customer.Enrolments.Count; i++)
                if (customer.Enrolments[i] is { State: EnrolmentState.Active, Due: { } wake } && wake <= due) JourneyFold.Wake(step, customer, i);
        }
        (step.Now, step.Historical) = (until, historical);
        SegmentFold.Upgrade(step, customer);
        state.Touch(customer);
    }

    private static void Clear(ref SegmentMask mask, Ruleset rules)
    {
        if (mask.Segments != rules.Segments.Ordered.Count) mask = new(rules.Segments.Ordered.Count);
        else mask.Clear();
    }

    private static object Parse(EntryKind kind, Instant at, ReadOnlyMemory<byte> payload) => kind switch
    {
        EntryKind.Interaction => Interaction.Read(payload).AsOf(at),
        EntryKind.Delivery => DeliveryReport.Read(payload.Span),
        EntryKind.Launch => CampaignLaunch.Read(payload.Span),
        EntryKind.Message => ShardMessage.Read(payload.Span),
        EntryKind.Past => PastPage.Read(payload.Span),
        _ => throw new InvalidDataException($"An entry of kind {kind} is never forwarded."),
    };
}
