namespace Tandem.Server.Sources;

/// <summary>The channels that a source can be: through which of them customers are met there.</summary>
public static class SourceChannels
{
    public static IReadOnlyList<string> All { get; } = ["web", "app", "email", "sms", "push", "social", "call-centre", "store", "shop", "back-office"];
}
