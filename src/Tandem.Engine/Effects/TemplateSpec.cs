namespace Tandem.Engine.Effects;

/// <summary>A template as defined: what a message says.</summary>
/// <param name="Channel">The channel it is written for, such as <c>email</c>.</param>
/// <param name="From">The sender; null for the workspace's own.</param>
/// <param name="Text">The plain form; null where it is to be made from <paramref name="Html"/>.</param>
public sealed record TemplateSpec(string Name, int Version, string Channel, TemplatePurpose Purpose, string? From, string Subject, string? Html, string? Text);
