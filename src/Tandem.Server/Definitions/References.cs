using Tandem.Engine.Customers;
using Tandem.Expressions;
using Tandem.Governance.Definitions;
using Tandem.Governance.Definitions.Nodes;

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
            at.Fail("unknown_segment", $"There is no segment {name}.", Hint(ruleset, DefinitionKinds.Segment, name));
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
        var compiled = Expressions.Rule.Compile(text, scope);
        foreach (var error in compiled.Errors) at.AddInside(error);
        if (!compiled.IsOk) return (text, null);

        foreach (var error in compiled.Value.Refused(CustomerFacts.WhyNotKept)) at.AddInside(error);
        if (ruleset is not null)
            foreach (var name in compiled.Value.Reads.Segments)
                if (ruleset.Find(DefinitionKinds.Segment, name) is null)
                    at.AddInside(new("unknown_segment", $"There is no segment {name}.") { Hint = Hint(ruleset, DefinitionKinds.Segment, name), Line = PlaceOf(text, name).Line, Column = PlaceOf(text, name).Column });
        return (text, compiled.Value.Reads);
    }

    /// <summary>A channel that messages go out by.</summary>
    public static string Channel(NodeCursor at) => at.OneOf("", ("email", "email"));

    private static string Hint(Ruleset ruleset, string kind, string name) => Nearest.Hint(name, [.. ruleset.OfKind(kind).Select(definition => definition.Name)]);

    private static (int Line, int Column) PlaceOf(string rule, string segment)
    {
        var quoted = Math.Max(rule.IndexOf($"\"{segment}\"", StringComparison.Ordinal), rule.IndexOf($"'{segment}'", StringComparison.Ordinal));
        if (quoted < 0) return (1, 1);
        var before = rule.AsSpan(0, quoted);
        return (1 + before.Count('\n'), quoted - before.LastIndexOf('\n'));
    }
}
