using System.IO.Compression;
using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Http.Json;
using Microsoft.AspNetCore.HttpOverrides;
using Microsoft.AspNetCore.ResponseCompression;
using Tandem.Engine.Journal;
using Tandem.Server.Api;
using Tandem.Server.Delivery;

namespace Tandem.Server.Hosting;

/// <summary>The web server around the engine: where it listens, its JSON, health, and the console's files.</summary>
internal static class ServerSetup
{
    public static void ConfigureServer(this ConfigureWebHostBuilder host, ServerSettings settings)
    {
        host.UseUrls(settings.Url);
        host.ConfigureKestrel(kestrel => kestrel.AddServerHeader = false);
    }

    public static IServiceCollection AddJson(this IServiceCollection services) => services.ConfigureHttpJsonOptions(options =>
    {
        options.SerializerOptions.NumberHandling = JsonNumberHandling.Strict;
        options.SerializerOptions.RespectNullableAnnotations = true;
    })
        // Said last, since the OpenAPI document has a wish of its own.
        .PostConfigure<JsonOptions>(options => options.SerializerOptions.MaxDepth = DeepJson.MaxDepth);

    /// <summary>How the console's files are packed for who does not take them as they were packed when they were built.</summary>
    public static IServiceCollection AddConsole(this IServiceCollection services) => services
        .AddResponseCompression(options => options.EnableForHttps = true)
        .Configure<BrotliCompressionProviderOptions>(options => options.Level = CompressionLevel.Optimal)
        .Configure<GzipCompressionProviderOptions>(options => options.Level = CompressionLevel.Optimal);

    public static IServiceCollection AddOpenApiDocument(this IServiceCollection services) => services.AddOpenApi("v1", options => options
        // A struct can always stand at its default, so none of its properties counts as required; answers have them all the same.
        .AddSchemaTransformer((schema, context, _) =>
        {
            if (context.JsonTypeInfo.Type.IsValueType && schema.Properties is { Count: > 0 } properties) schema.Required = properties.Keys.ToHashSet();
            return Task.CompletedTask;
        })
        .AddDocumentTransformer((document, _, _) =>
        {
            document.Info.Title = "Tandem";
            document.Info.Version = "v1";
            document.Info.Description = "Tandem's own API. Send “Authorization: Bearer TOKEN”. Interactions come in by Segment's tracking API under /v1.";
            // Where the server happens to listen is no part of the contract.
            document.Servers?.Clear();
            return Task.CompletedTask;
        }));

    /// <summary>Templates as rulesets had them, compiled once.</summary>
    public static IServiceCollection AddTemplates(this IServiceCollection services) => services
        .AddSingleton<TemplateCache>()
        .AddSingleton<FindTemplate>(provider => provider.GetRequiredService<TemplateCache>().Find);

    public static void MapHealth(this IEndpointRouteBuilder endpoints)
    {
        endpoints.MapGet("/healthz", () => "ok").ExcludeFromDescription();
        endpoints.MapGet("/readyz", (Readiness readiness) =>
        {
            var answer = readiness.Look();
            return TypedResults.Json(answer, statusCode: answer.Ready ? StatusCodes.Status200OK : StatusCodes.Status503ServiceUnavailable);
        }).ExcludeFromDescription();
    }

    /// <summary>What keeps the workspace cannot be reached: the caller is told so, and to come again.</summary>
    public static void UseStorageAnswers(this WebApplication app) => app.Use(async (context, next) =>
    {
        try
        {
            await next();
        }
        catch (StorageUnavailableException away) when (!context.Response.HasStarted)
        {
            context.Response.Clear();
            context.Response.Headers.RetryAfter = "1";
            await TypedResults.Json(Problem.Of("storage_unavailable", away.Message, "Try again in a moment."), statusCode: StatusCodes.Status503ServiceUnavailable).ExecuteAsync(context);
        }
    });

    /// <summary>
    /// Behind a proxy that ends TLS, links and what SDKs are told begin with https. Only a proxy on this machine is
    /// believed, and nobody else can reach the server.
    /// </summary>
    public static void UseProxy(this WebApplication app) => app.UseForwardedHeaders(new() { ForwardedHeaders = ForwardedHeaders.XForwardedProto });

    public static void UseConsole(this WebApplication app)
    {
        app.Use(async (context, next) =>
        {
            context.Response.Headers.XContentTypeOptions = "nosniff";
            await next();
        });
        app.UseBuiltFiles();
        // After the files: they are passed over once a route is chosen, and the console's routes match everything.
        app.UseRouting();
    }

    /// <summary>Every path that is a page of the console gives the console; what is unknown to the API stays unknown.</summary>
    public static void MapConsole(this WebApplication app)
    {
        app.MapFallback("/api/{**path}", (HttpRequest request) =>
            TypedResults.NotFound(Problem.Of("unknown_path", $"There is no {request.Method} {request.Path}.", "The API's description is at /openapi/v1.json.")));
        // A page may end like a file: /customers/email:ada@example.com. A built file that is gone is no page.
        app.MapFallback("/assets/{**path}", () => TypedResults.NotFound());
        app.MapFallback("{**path}", async context =>
        {
            context.Response.Headers.CacheControl = "no-cache";
            var page = app.Environment.WebRootFileProvider.GetFileInfo("index.html");
            if (page.Exists)
            {
                context.Response.ContentType = "text/html; charset=utf-8";
                context.Response.Headers.Link = await BuiltFiles.Begins(page, context.RequestAborted);
                await context.Response.SendFileAsync(page, context.RequestAborted);
                return;
            }
            context.Response.StatusCode = StatusCodes.Status404NotFound;
            await context.Response.WriteAsync("The console is not built. Run ./dev build.", context.RequestAborted);
        });
    }
}
