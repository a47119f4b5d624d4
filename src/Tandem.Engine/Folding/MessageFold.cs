using Tandem.Engine.Customers;
using Tandem.Engine.Effects;
using Tandem.Engine.Policies;
using Tandem.Engine.Shards;

namespace Tandem.Engine.Folding;

/// <summary>What sent a message.</summary>
/// <param name="Kind"><c>journey</c> or <c>campaign</c>.</param>
/// <param name="Step">The step or the arm.</param>
public readonly record struct Origin(string Kind, string Name, string Step);

/// <summary>Decides on messages, and takes in what became of them.</summary>
public static class MessageFold
{
    /// <summary>Queues a message, or records that the contact policy withheld it.</summary>
    public static void Queue(
        FoldStep step, Customer customer, Origin origin, string key, string channel, string template, ReadOnlyMemory<byte> @event, IReadOnlyList<string> why)
    {
        var purpose = step.Rules.Template(template)?.Purpose ?? TemplatePurpose.Marketing;
        var contact = ContactPolicy.Decide(customer, channel, purpose);
        step.State.Add(new MessageEffect
        {
            Key = key,
            Customer = customer.Id,
            At = step.Now,
            Channel = channel,
            Template = template,
            Ruleset = step.Rules.Number,
            OriginKind = origin.Kind,
            OriginName = origin.Name,
            OriginStep = origin.Step,
            Why = [.. why, contact.Because],
            Address = contact.Address,
            Withheld = contact.Withheld,
            Data = MessageData.Of(customer, @event, step.Now),
        });
        customer.Awaited.Add(key);
        step.Tell(customer, TimelineKind.Message, "queued", key, $"{channel} with the template {template}");
    }

    /// <summary>Folds what became of a message. Told a second time, because the runner ended before it knew that it was heard, it changes nothing.</summary>
    public static void Report(FoldStep step, Customer customer, DeliveryReport report)
    {
        var verb = report.Outcome switch
        {
            DeliveryOutcome.Sent => "sent",
            DeliveryOutcome.Failed => "failed",
            DeliveryOutcome.Bounced => "bounced",
            DeliveryOutcome.Withheld => "withheld",
            DeliveryOutcome.Uncertain => "uncertain",
            var other => throw new InvalidDataException($"A delivery report with the unknown outcome {(int)other}."),
        };
        step.State.EffectDone(report.Key);
        if (!customer.Awaited.Remove(report.Key)) return;
        step.Tell(customer, TimelineKind.Message, verb, report.Key, report.Detail);
        // The key of a campaign's message names campaign and arm: see CampaignFold.
        if (report.Key.Split('/') is ["campaign", var campaign, var arm, ..]) step.State.Counts.Add(CountNames.Arm(campaign, arm, verb), 1);
        step.State.Touch(customer);
    }
}
