using Tandem.Connect.Channels.Smtp;
using Tandem.Engine.Journal;
using Tandem.Engine.States;
using Tandem.Governance.Documents;

namespace Tandem.Server.Delivery;

public static class DeliverySetup
{
    /// <summary>
    /// Messages: their store, the effect runner and its loop, suppression list, unsubscribing. Needs <see cref="IOutbox"/>,
    /// <see cref="IInbox"/>, the workspace's documents, <see cref="TimeProvider"/>, <see cref="FindTemplate"/>, <see cref="FindAnchor"/> and <see cref="ContactCheck"/>.
    /// </summary>
    /// <param name="shardCount">Tells the workspace's number of shards once services are there.</param>
    public static IServiceCollection AddDelivery(this IServiceCollection services, DeliveryOptions options, Func<IServiceProvider, int> shardCount) => services
        .AddSingleton(options)
        .AddSingleton<SuppressionList>()
        .AddSingleton(provider => new SendingSwitch(provider.GetRequiredService<IDocuments>(), options.Smtp is null ? null : new SmtpChannel(options.Smtp)))
        .AddSingleton(provider => options.Folder.Length > 0 ? UnsubscribeLinks.Open(options.Folder, options.PublicUrl) : UnsubscribeLinks.Open(provider.GetRequiredService<IDocuments>(), options.PublicUrl))
        .AddSingleton<MessageMaker>()
        .AddSingleton<EffectRunner>()
        .AddSingleton(provider => new UnsubscribePages(
            provider.GetRequiredService<UnsubscribeLinks>(), provider.GetRequiredService<IInbox>(), provider.GetRequiredService<FindAnchor>(), provider.GetRequiredService<TimeProvider>(), shardCount(provider), options.Workspace))
        .AddHostedService<DeliveryLoop>();

    /// <summary>Messages, suppressions and the workspace's sending, relative to <paramref name="api"/> (<c>/api/v1</c>), behind its token.</summary>
    public static IEndpointRouteBuilder MapDelivery(this IEndpointRouteBuilder api)
    {
        MessageEndpoints.Map(api);
        SuppressionEndpoints.Map(api);
        WorkspaceEndpoints.Map(api);
        return api;
    }

    /// <summary>
    /// <c>/u/TOKEN</c>: what a mail's unsubscribe link opens, and what mail programs post to (RFC 8058). The token in the
    /// link is all they have, so this must stand outside of what asks for the console's token.
    /// </summary>
    public static IEndpointRouteBuilder MapUnsubscribe(this IEndpointRouteBuilder endpoints)
    {
        var pages = endpoints.ServiceProvider.GetRequiredService<UnsubscribePages>();
        var group = endpoints.MapGroup("/u").ExcludeFromDescription();
        group.MapGet("{token}", pages.Ask);
        group.MapPost("{token}", pages.Unsubscribe);
        group.MapPost("{token}/undo", pages.Undo);
        return endpoints;
    }
}
