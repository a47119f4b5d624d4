using Tandem.Governance.Audit;
using Tandem.Governance.Definitions;
using Tandem.Governance.Documents;

namespace Tandem.Server.Definitions;

public static class DefinitionsSetup
{
    /// <summary>The definitions of the workspace and the gate to them. Needs the workspace's documents and a clock.</summary>
    public static IServiceCollection AddDefinitions(this IServiceCollection services) => services
        .AddSingleton<IDefinitionValidator, SegmentValidator>()
        .AddSingleton<IDefinitionValidator, JourneyValidator>()
        .AddSingleton<IDefinitionValidator, CampaignValidator>()
        .AddSingleton<IDefinitionValidator, TemplateValidator>()
        .AddSingleton<IDefinitionValidator, IdentityValidator>()
        .AddSingleton<AuditLog>()
        .AddSingleton<DefinitionLibrary>()
        .AddSingleton(provider => new DefinitionGate(
            provider.GetRequiredService<IDocuments>(), provider.GetRequiredService<DefinitionLibrary>(), [.. provider.GetServices<IDefinitionValidator>()]))
        .AddSingleton<DefinitionPublishing>();
}
