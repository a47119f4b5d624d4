using Tandem.Engine.Customers;
using Tandem.Engine.Effects;
using Tandem.Engine.Experiments;
using Tandem.Engine.Folding;
using Tandem.Engine.Interactions;
using Tandem.Engine.Journal;
using Tandem.Engine.Linking;
using Tandem.Primitives;

namespace Tandem.Engine.Running;

/// <summary>Folds an entry that has come to its customer.</summary>
internal static class ArrivalFold
{
    /// <param name="position">The entry's, which may be that of another shard.</param>
    /// <param name="parsed">Its payload: see <see cref="Parse"/>.</param>
    public static void Fold(FoldStep step, Customer customer, Position position, object parsed)
    {
        if (parsed is Interaction interaction)
        {
            InteractionFold.Apply(step, customer, interaction, position);
            return;
        }
        TimerFold.FireAndUpgrade(step, customer);
        step.Historical = parsed is ShardMessage { Historical: true };
        switch (parsed)
        {
            case DeliveryReport report:
                MessageFold.Report(step, customer, report);
                break;
            case CampaignLaunch launch when step.Rules.Campaign(launch.Campaign) is { } campaign:
                CampaignFold.Launch(step, customer, campaign);
                step.State.Touch(customer);
                break;
            case PastPage page:
                step.State.Head.OpenPieces--;
                PastFold.Bring(step, customer, page, page.Pieces[0]);
                break;
            case ShardMessage message:
                FoldMessage(step, customer, message, position);
                break;
        }
    }

    /// <summary>Reads an entry that was forwarded or kept.</summary>
    /// <param name="at">When it was taken.</param>
    public static object Parse(EntryKind kind, Instant at, ReadOnlyMemory<byte> payload) => kind switch
    {
        EntryKind.Interaction => Interaction.Read(payload).AsOf(at),
        EntryKind.Delivery => DeliveryReport.Read(payload.Span),
        EntryKind.Launch => CampaignLaunch.Read(payload.Span),
        EntryKind.Message => ShardMessage.Read(payload.Span),
        EntryKind.Past => PastPage.Read(payload.Span),
        _ => throw new InvalidDataException($"An entry of kind {kind} is never forwarded."),
    };

    private static void FoldMessage(FoldStep step, Customer customer, ShardMessage message, Position position)
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
}
