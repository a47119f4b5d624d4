using System.Collections.Concurrent;
using Tandem.Connect.Templates;
using Tandem.Engine.Effects;

namespace Tandem.Server.Hosting;

/// <summary>Templates as rulesets had them, each compiled once. Thread-safe.</summary>
public sealed class TemplateCache(RulesetHost rulesets)
{
    // By name and version: most rulesets share most templates.
    private readonly ConcurrentDictionary<(string, int), MessageTemplate> compiled = new();

    /// <summary>Null where the ruleset has no template of that name.</summary>
    public MessageTemplate? Find(int ruleset, string name) =>
        rulesets.Get(ruleset).Template(name) is { } spec ? compiled.GetOrAdd((spec.Name, spec.Version), (_, template) => Compile(template), spec) : null;

    private static MessageTemplate Compile(TemplateSpec spec) => MessageTemplate.Compile(spec).Value;
}
