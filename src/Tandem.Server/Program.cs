using Tandem.Server.Api;
using Tandem.Server.Api.Tracking;
using Tandem.Server.Audiences;
using Tandem.Server.Backups;
using Tandem.Server.Campaigns;
using Tandem.Server.Customers;
using Tandem.Server.Definitions;
using Tandem.Server.Delivery;
using Tandem.Server.Hosting;
using Tandem.Server.Journeys;
using Tandem.Server.Operations;
using Tandem.Server.Operations.Metrics;
using Tandem.Server.Overview;
using Tandem.Server.Privacy;
using Tandem.Server.Rules;
using Tandem.Server.Security;
using Tandem.Server.Segments;
using Tandem.Server.Snapshots;
using Tandem.Server.Sources;
using Tandem.Server.Views;

if (OfflineCommands.Are(args)) return await OfflineCommands.Run(args);

// Settings and the console's files stand beside the program, wherever it was started from.
var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { Args = args, ContentRootPath = AppContext.BaseDirectory });
var told = Startup.Told(args);
if (!ServerSettings.Read(told).TryGet(out var settings, out var errors)
    | !DeliveryOptions.Read(told, settings?.DataFolder ?? "", new(settings?.Url ?? "http://localhost")).TryGet(out var delivery, out var moreErrors))
    return Startup.Refuse([.. errors, .. moreErrors]);

var clock = EngineSetup.Clock(settings!);
var reports = new StoreReports();
if (!Startup.Open(settings!, clock, reports).TryGet(out var store, out errors)) return Startup.Refuse(errors);
await using var workspace = store;
clock.GoOn(store.Journal);

builder.WebHost.ConfigureServer(settings!);
builder.Logging.AddLogs(settings!);
builder.Services.AddJson().AddConsole().AddOpenApiDocument();
builder.Services.AddSingleton(new Access(settings!.AdminToken, clock, store.Cluster is null ? null : store.Documents));
builder.Services.AddSingleton(store).AddOperations(settings, reports).AddEngine(settings, store, clock).AddSharing(settings, store);
builder.Services.AddDefinitions();
builder.Services.AddSources(settings.WriteKey, store.Cluster?.Node);
builder.Services.AddTracking(_ => store.Shards.ShardCount);
builder.Services.AddTemplates().AddDelivery(delivery!, _ => store.Shards.ShardCount);
builder.Services.AddCustomers().AddViews().AddPrivacy(settings.DataFolder).AddBackups().AddMemberships().AddSegmentSizes().AddSegmentOverlap().AddRules().AddAudiences().AddCampaigns().AddOverview();

await using var app = builder.Build();
app.LogEvents();
app.UseProxy();
app.UseStorageAnswers();
app.UseConsole();
app.MapHealth();
app.MapMetrics();
app.MapTracking();
app.MapUnsubscribe();
app.MapAccess();
app.MapGroup("/openapi").RequireAccess().MapOpenApi("{documentName}.json");
app.MapGroup("/api/v1").AnswerFullStorage().RequireAccess().ReadOwnWrites()
    .MapOverview().MapCustomers().MapViews().MapPrivacy().MapSegments().MapSegmentSizes().MapSegmentOverlap().MapMemberships().MapRules().MapAudiences().MapJourneys().MapCampaigns().MapDefinitions().MapDelivery().MapSources().MapInteractions().MapLoginLinks().MapSnapshots().MapBackups();
app.MapConsole();
return await app.Serve();
