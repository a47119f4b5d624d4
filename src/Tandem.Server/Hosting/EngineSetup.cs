using Tandem.Engine.Journal;
using Tandem.Governance.Definitions;
using Tandem.Server.Operations;
using Tandem.Server.Operations.Metrics;
using Tandem.Server.Sources;
using Tandem.Storage.Clocks;
using Tandem.Storage.Postgres;

namespace Tandem.Server.Hosting;

public static class EngineSetup
{
    /// <summary>What a process needs besides where others share its workspace.</summary>
    public static IServiceCollection AddSharing(this IServiceCollection services, ServerSettings settings, WorkspaceStore store)
    {
        if (store.Cluster is not { } cluster) return services;
        services.AddHostedService<SharedChanges>();
        if (settings.JournalRetention is { } kept)
            services.AddHostedService(provider => new Retaining(
                cluster, kept, provider.GetRequiredService<Eldest>(), provider.GetRequiredService<StorageHealth>(), provider.GetRequiredService<TimeProvider>()));
        return services;
    }

    /// <summary>The store of the workspace and the engine on it.</summary>
    public static IServiceCollection AddEngine(this IServiceCollection services, ServerSettings settings, WorkspaceStore store, EngineClock clock) => services
        .AddSingleton(settings)
        .AddSingleton(clock)
        .AddSingleton<TimeProvider>(clock)
        .AddSingleton(store)
        .AddSingleton<FoldSignal>()
        .AddSingleton<IInbox>(provider => new WakingInbox(new PacedInbox(
            store.Inbox, () => store.Embedded is null ? 0 : store.States.Waiting, settings.MaxWaiting, provider.GetRequiredService<StorageHealth>(), provider.GetRequiredService<Overload>()),
            provider.GetRequiredService<FoldSignal>()))
        .AddSingleton(store.Journal).AddSingleton(store.Shards).AddSingleton(store.Outbox).AddSingleton(store.States).AddSingleton(store.Documents)
        .AddSingleton(store.Messages).AddSingleton(store.Suppressions).AddSingleton(store.Figures)
        .AddSingleton(new Eldest(isAlone: store.Cluster is null))
        .AddSingleton(provider => new RulesetHost(
            provider.GetRequiredService<DefinitionLibrary>(), provider.GetRequiredService<DefinitionGate>(), provider.GetRequiredService<IInbox>(), store.Shards.ShardCount))
        .AddSingleton<FoldMeasures>()
        .AddSingleton<IEngine>(provider => store.Cluster is { } cluster ? Cluster(provider, cluster, settings) : Host(provider, store, settings, clock))
        .AddSingleton<Readiness>()
        .AddSingleton<ShardCounts>()
        .AddSingleton<Restating>()
        .AddSingleton<Separating>()
        .AddSingleton<Func<int, string>>(provider => provider.GetRequiredService<SourceRegistry>().NameOf)
        .AddSingleton(provider => (IHostedService)provider.GetRequiredService<IEngine>())
        .AddHostedService<Timekeeper>()
        .AddHostedService(provider => provider.GetRequiredService<Restating>())
        .AddHostedService(provider => provider.GetRequiredService<Separating>());

    private static EngineHost Host(IServiceProvider provider, WorkspaceStore store, ServerSettings settings, EngineClock clock) => new(
        store.Shards, store.States, store.Journal, provider.GetRequiredService<RulesetHost>(), provider.GetRequiredService<FoldSignal>(), settings,
        provider.GetRequiredService<IInbox>(), clock, provider.GetRequiredService<IHostApplicationLifetime>(), provider.GetRequiredService<StorageHealth>(), provider.GetRequiredService<FoldMeasures>(),
        provider.GetRequiredService<ILogger<EngineHost>>());

    private static ClusterEngine Cluster(IServiceProvider provider, PostgresStore store, ServerSettings settings) => new(
        store, provider.GetRequiredService<RulesetHost>(), provider.GetRequiredService<FoldSignal>(), settings, provider.GetRequiredService<IInbox>(), provider.GetRequiredService<Eldest>(),
        provider.GetRequiredService<IHostApplicationLifetime>(), provider.GetRequiredService<FoldMeasures>(), provider.GetRequiredService<ILogger<ClusterEngine>>());

    /// <summary>A clock as the settings want it: several processes on a database go by its clock; a demo's goes on from the last thing that is in the journal.</summary>
    public static EngineClock Clock(ServerSettings settings) =>
        settings.ClockStart is { } start ? EngineClock.Demo(TimeProvider.System, start, settings.ClockUntil)
        : EngineClock.Real(settings.Postgres is null ? TimeProvider.System : new DatabaseClock(TimeProvider.System));

    public static void GoOn(this EngineClock clock, IJournal journal)
    {
        foreach (var entry in journal.Find([journal.Last])) clock.GoOnFrom(entry.At);
    }
}
