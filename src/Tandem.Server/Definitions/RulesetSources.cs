using Tandem.Engine.Rulesets;
using Tandem.Governance.Definitions;
using Tandem.Governance.Definitions.Nodes;
using Ruleset = Tandem.Governance.Definitions.Ruleset;

namespace Tandem.Server.Definitions;

/// <summary>Makes what the engine compiles out of what the sides published.</summary>
public static class RulesetSources
{
    /// <summary>The same for the same number, for ever.</summary>
    /// <exception cref="InvalidDataException">A published definition cannot be read any more; the message names it.</exception>
    public static RulesetSource Of(Ruleset ruleset, DefinitionLibrary library)
    {
        return new()
        {
            Number = ruleset.Number,
            Segments = Read(ruleset.OfKind(DefinitionKinds.Segment), (definition, errors) => SegmentReader.Read(definition, References.Unchecked, errors)),
            Journeys = Read(library.AllVersions(DefinitionKinds.Journey, ruleset.Number), (definition, errors) => JourneyReader.Read(definition, References.Unchecked, errors)),
            Campaigns = Read(ruleset.OfKind(DefinitionKinds.Campaign), (definition, errors) => CampaignReader.Read(definition, References.Unchecked, errors)),
            Templates = Read(ruleset.OfKind(DefinitionKinds.Template), TemplateReader.Read),
            Identities = Read(ruleset.OfKind(DefinitionKinds.Identity), IdentityReader.Read),
        };
    }

    private static IReadOnlyList<T> Read<T>(IEnumerable<Definition> definitions, Func<Definition, ErrorList, T> read) => [.. definitions.Select(definition =>
    {
        var errors = new ErrorList();
        var spec = read(definition, errors);
        return errors.IsEmpty ? spec : throw new InvalidDataException($"Published {definition.Key} version {definition.Version} cannot be read any more: {errors.ToArray()[0]}");
    })];
}
