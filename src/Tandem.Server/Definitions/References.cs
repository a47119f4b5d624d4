using System.Collections.Immutable;
using Tandem.Expressions;
using Tandem.Expressions.Facts;
using Tandem.Governance.Definitions;
using Tandem.Governance.Definitions.Nodes;
using Tandem.Primitives;

namespace Tandem.Server.Definitions;

/// <summary>
/// Reads the parts of a definition that lean on others. With a ruleset, whatever is named must be in it; without one
/// everything may be named, as for an old version, whose companions may have changed since.
/// </summary>
public sealed class References(Ruleset? ruleset)
{
    public static References Unchecked { get; } = new(null);

    /// <summary>The name of a segment.</summary>
    public string Segment(NodeCursor at)
    {
        var name = at.Name();
        if (name.Length > 0 && ruleset is not null && ruleset.Find(DefinitionKinds.Segment, name) is null)
            at.Add(UnknownSegment(ruleset, name));
        return name;
    }

    /// <summary>What is sent: <c>{ channel: email, template: NAME }</c>.</summary>
    public (string Channel, string Template) Send(NodeCursor at)
    {
        var send = at.Map("channel", "template");
        var channel = Channel(send.Required("channel"));
        var template = send.Required("template");
        var name = template.Name();
        if (name.Length == 0 || ruleset is null) return (channel, name);

        if (ruleset.Find(DefinitionKinds.Template, name) is not { } definition)
            template.Fail("unknown_template", $"There is no template {name}.", Hint(ruleset, DefinitionKinds.Template, name));
        else if (channel.Length > 0 && TemplateReader.ChannelOf(definition) is { Length: > 0 } written && written != channel)
            template.Fail("wrong_channel", $"The template {name} is written for {written}, and this sends {channel}.", $"Name a template for {channel}.");
        return (channel, name);
    }

    /// <summary>A rule, and what it reads; null where it does not compile.</summary>
    public (string Text, RuleReads? Reads) Rule(NodeCursor at, RuleScope scope)
    {
        var text = at.Text();
        if (text.Length == 0) return (text, null);
        var (rule, errors) = Check(text, scope);
        foreach (var error in errors) at.AddInside(error);
        return (text, rule?.Reads);
    }

    /// <summary>A rule by itself with everything for which it may not be published; null where it does not compile.</summary>
    /// <param name="vocabulary">Names to be warned of when others stand in the rule.</param>
    public (Rule? Rule, ImmutableArray<Error> Errors) Check(string text, RuleScope scope, Vocabulary? vocabulary = null) =>
        Expressions.Rule.Compile(text, scope, new FactTable(), vocabulary: vocabulary).TryGet(out var rule, out var errors) ? (rule, rule.Refused(WhyNotThere)) : (null, errors);

    /// <summary>A channel that messages go out by.</summary>
    public static string Channel(NodeCursor at) => at.OneOf("", ("email", "email"));

    private Error? WhyNotThere(Fact fact) => fact.Kind == FactKind.Segment && ruleset is not null && ruleset.Find(DefinitionKinds.Segment, fact.Name) is null
        ? UnknownSegment(ruleset, fact.Name)
        : null;

    private static Error UnknownSegment(Ruleset ruleset, string name) => new("unknown_segment", $"There is no segment {name}.") { Hint = Hint(ruleset, DefinitionKinds.Segment, name) };

    private static string Hint(Ruleset ruleset, string kind, string name) => Nearest.Hint(name, [.. ruleset.OfKind(kind).Select(definition => definition.Name)]);
}
