using Tandem.Engine.Journal;
using Tandem.Governance.Definitions;
using Tandem.Server.Sources;
using Tandem.Storage.Sqlite;

namespace Tandem.Server.Hosting;

public static class EngineSetup
{
    /// <summary>The store of the workspace and the engine on it.</summary>
    public static IServiceCollection AddEngine(this IServiceCollection services, ServerSettings settings, EmbeddedStore store, EngineClock clock) => services
        .AddSingleton(settings)
        .AddSingleton(clock)
        .AddSingleton<TimeProvider>(clock)
        .AddSingleton(store)
        .AddSingleton<FoldSignal>()
        .AddSingleton<IInbox>(provider => new WakingInbox(new PacedInbox(store.Inbox, store.States), provider.GetRequiredService<FoldSignal>()))
        .AddSingleton(store.Journal).AddSingleton(store.Shards).AddSingleton(store.Outbox).AddSingleton(store.States).AddSingleton(store.Documents)
        .AddSingleton(provider => new RulesetHost(
            provider.GetRequiredService<DefinitionLibrary>(), provider.GetRequiredService<DefinitionGate>(), provider.GetRequiredService<IInbox>(), store.Shards.ShardCount))
        .AddSingleton(provider => new EngineHost(
            store.Shards, store.States, store.Journal, provider.GetRequiredService<RulesetHost>(), provider.GetRequiredService<FoldSignal>(), settings,
            provider.GetRequiredService<IInbox>(), clock, provider.GetRequiredService<IHostApplicationLifetime>(), provider.GetRequiredService<ILogger<EngineHost>>()))
        .AddSingleton<IEngine>(provider => provider.GetRequiredService<EngineHost>())
        .AddSingleton(Startup.StoreOptions)
        .AddSingleton<Readiness>()
        .AddSingleton<ShardCounts>()
        .AddSingleton<Restating>()
        .AddSingleton<Separating>()
        .AddSingleton<Func<int, string>>(provider => provider.GetRequiredService<SourceRegistry>().NameOf)
        .AddHostedService(provider => provider.GetRequiredService<EngineHost>())
        .AddHostedService<Timekeeper>()
        .AddHostedService(provider => provider.GetRequiredService<Restating>())
        .AddHostedService(provider => provider.GetRequiredService<Separating>());

    /// <summary>A clock as the settings want it; a demo's goes on from the last thing that is in the journal.</summary>
    public static EngineClock Clock(ServerSettings settings) =>
        settings.ClockStart is { } start ? EngineClock.Demo(TimeProvider.System, start, settings.ClockUntil) : EngineClock.Real(TimeProvider.System);

    public static void GoOn(this EngineClock clock, IJournal journal)
    {
        foreach (var entry in journal.Find([journal.Last])) clock.GoOnFrom(entry.At);
    }
}
