using System.Text;
using Microsoft.AspNetCore.Mvc;
using Tandem.Engine.Interactions;

namespace Tandem.Server.Sources;

/// <summary>Which items of a source somebody wants to see; what is left out holds for all. Letters count in either case.</summary>
/// <param name="Type">Calls, joined by commas: <c>track,page</c>. Items that were refused have the word <c>rejected</c>.</param>
/// <param name="Event">A part of the name of an event, page or account.</param>
/// <param name="Who">A part of an identity's value, or <c>kind:value</c>.</param>
/// <param name="Text">A part of the call as it was sent.</param>
public sealed record ItemFilter(
    [property: FromQuery] string? Type = null, [property: FromQuery] string? Event = null, [property: FromQuery] string? Who = null, [property: FromQuery] string? Text = null)
{
    /// <summary>What a refused item is called among the types.</summary>
    public const string Rejected = "rejected";

    public bool Lets(LiveItem item) => item switch
    {
        LiveItem.Accepted accepted => Lets(accepted.Interaction),
        LiveItem.Refused refused => Lets(refused.Reject),
        _ => false,
    };

    private bool Lets(Interaction interaction) =>
        HasType(interaction.Type.Word()) && Has(interaction.Name, Event)
        && (IsNone(Who) || interaction.Identities.Any(identity => Has(identity.Value, Who) || identity.ToString().Equals(Who, StringComparison.OrdinalIgnoreCase)))
        && (IsNone(Text) || Has(interaction.MessageId, Text) || Has(Encoding.UTF8.GetString(interaction.Body.Span), Text));

    /// <summary>What could not be read has no fields: all is looked for in its text.</summary>
    private bool Lets(Reject reject) => HasType(Rejected) && Has(reject.Body, Event) && Has(reject.Body, Who?[(Who.IndexOf(':', StringComparison.Ordinal) + 1)..]) && Has(reject.Body, Text);

    private bool HasType(string type) => IsNone(Type) || Type!.Split(',', StringSplitOptions.TrimEntries).Contains(type, StringComparer.OrdinalIgnoreCase);

    private static bool Has(string text, string? part) => IsNone(part) || text.Contains(part!, StringComparison.OrdinalIgnoreCase);

    private static bool IsNone(string? part) => string.IsNullOrEmpty(part);
}
