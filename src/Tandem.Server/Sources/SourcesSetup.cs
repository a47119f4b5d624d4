namespace Tandem.Server.Sources;

public static class SourcesSetup
{
    /// <summary>Sources, their counters and what they sent that was refused. Needs the workspace's documents.</summary>
    /// <param name="firstWriteKey">The first source's key (<c>TANDEM_WRITE_KEY</c>); null leaves it, or makes one up.</param>
    /// <param name="node">Names this process among others on the same database; null where it is alone.</param>
    public static IServiceCollection AddSources(this IServiceCollection services, string? firstWriteKey, Guid? node = null) => services
        .AddSingleton(provider => new SourceRegistry(provider.GetRequiredService<Governance.Documents.IDocuments>(), provider.GetRequiredService<TimeProvider>(), firstWriteKey, node))
        .AddSingleton<RejectLog>().AddSingleton<MendedRejects>().AddSingleton<RejectReader>()
        .AddSingleton<InteractionFinder>().AddSingleton<WayReader>()
        // A call may be nested as deep as the serializer goes by default, and lists of calls go around it.
        .ConfigureHttpJsonOptions(options => options.SerializerOptions.MaxDepth = 2 * Engine.Interactions.TrackingLimits.Depth)
        .AddHostedService<SourceCountsSaver>();
}
