using Tandem.Governance.Definitions;
using Tandem.Primitives;

namespace Tandem.Server.Definitions;

/// <summary>Publishes texts, or only checks them, and says what became of them.</summary>
public sealed class DefinitionPublishing(DefinitionGate gate, DefinitionLibrary library, TimeProvider clock)
{
    /// <summary>One definition, whose kind and name the text may leave out.</summary>
    public Result<DefinitionsPublished> One(string text, DefinitionKey key, string author, bool check) =>
        gate.Reader.ReadOne(text, key).Then(draft => Publish([draft], author, check));

    /// <summary>All definitions of a text, or none.</summary>
    public Result<DefinitionsPublished> Many(string text, string author, bool check) =>
        gate.Reader.ReadMany(text).Then(drafts => Publish(drafts, author, check));

    private Result<DefinitionsPublished> Publish(IReadOnlyList<DefinitionDraft> drafts, string author, bool check)
    {
        var now = Instant.From(clock.GetUtcNow());
        return check ? Check(drafts, author, now) : gate.Publish(drafts, author, now).Map(outcome => outcome switch
        {
            PublishOutcome.Live live => Answer("live", live.Ruleset, live.Changed, live.Definitions),
            _ => throw new InvalidOperationException($"The server does not know how to tell of {outcome}."),
        });
    }

    private Result<DefinitionsPublished> Check(IReadOnlyList<DefinitionDraft> drafts, string author, Instant now)
    {
        var before = library.Latest.Number;
        return gate.Check(drafts, author, now).Map(definitions =>
        {
            var ruleset = definitions.Max(definition => definition.Ruleset);
            return Answer("valid", Math.Max(before, ruleset), ruleset > before, definitions);
        });
    }

    private static DefinitionsPublished Answer(string status, int ruleset, bool changed, IReadOnlyList<Definition> definitions) =>
        new(status, ruleset, changed, [.. definitions.Select(definition => DefinitionModel.Of(definition, status))]);
}
