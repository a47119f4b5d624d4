namespace Tandem.Connect.Templates;

/// <summary>A message template as people write it: the <c>spec</c> of a <c>template</c> definition.</summary>
/// <param name="Purpose">Marketing needs the customer's consent and carries a way to unsubscribe; transactional needs neither.</param>
/// <param name="From"><c>Shop &lt;shop@example.com&gt;</c> or a bare address; null means the workspace's own.</param>
/// <param name="Text">Null: made from <paramref name="Html"/>. One of the two is needed.</param>
public sealed record TemplateSpec(TemplatePurpose Purpose, string? From, string Subject, string? Html, string? Text);
