namespace Tandem.Server.Definitions;

/// <summary>The kinds of definitions that this server knows.</summary>
public static class DefinitionKinds
{
    public const string Segment = "segment", Journey = "journey", Campaign = "campaign", Template = "template", Identity = "identity";
}
