using System.Diagnostics.CodeAnalysis;
using Microsoft.AspNetCore.Http.HttpResults;
using Tandem.Server.Api;

namespace Tandem.Server.Security;

/// <summary>A token to begin a session with.</summary>
public sealed record SignIn(string Token);

/// <summary>A link that signs one browser in, once.</summary>
public sealed record LoginLink(string Url);

public static class AccessSetup
{
    /// <summary>Refuses every call of the group that brings neither the token nor a session.</summary>
    public static RouteGroupBuilder RequireAccess(this RouteGroupBuilder group)
    {
        group.AddEndpointFilter(async (context, next) =>
        {
            var request = context.HttpContext.Request;
            if (!context.HttpContext.RequestServices.GetRequiredService<Access>().Allows(request))
                return TypedResults.Json(
                    Problem.Of("unauthorized", "This needs the API token.", "Send “Authorization: Bearer TOKEN”, or open the login link that the server printed."), statusCode: StatusCodes.Status401Unauthorized);
            // A browser sends its cookie along with forms of other sites too; those cannot set this header.
            if (!HttpMethods.IsGet(request.Method) && request.Headers.Authorization.Count == 0 && request.Headers.Origin is [{ } origin] && !IsOurs(origin, request))
                return TypedResults.Json(Problem.Of("wrong_origin", $"Calls from {origin} may not change anything."), statusCode: StatusCodes.Status403Forbidden);
            return await next(context);
        });
        return group;
    }

    /// <summary>The ways in: the one-time link, and the token.</summary>
    public static IEndpointRouteBuilder MapAccess(this IEndpointRouteBuilder endpoints)
    {
        endpoints.MapGet("/login", (string code, string? to, Access access, HttpResponse response) =>
        {
            if (access.Redeem(code) is not { } session) return Results.Redirect("/?login=used");
            Remember(response, session);
            return IsPage(to) ? Results.Redirect(to) : Results.Redirect("/");
        }).ExcludeFromDescription();
        endpoints.MapPost("/api/v1/session", Results<NoContent, UnauthorizedHttpResult> (SignIn signIn, Access access, HttpResponse response) =>
        {
            if (access.SignIn(signIn.Token) is not { } session) return TypedResults.Unauthorized();
            Remember(response, session);
            return TypedResults.NoContent();
        }).WithTags("Access").WithName("SignIn").WithSummary("Begins a browser session with the token.");
        return endpoints;
    }

    /// <param name="api">The group at <c>/api/v1</c>.</param>
    public static IEndpointRouteBuilder MapLoginLinks(this IEndpointRouteBuilder api)
    {
        api.MapPost("login-links", (Access access, HttpRequest request) => TypedResults.Ok(new LoginLink($"{request.Scheme}://{request.Host}/login?code={access.NewLink()}")))
            .WithTags("Access").WithName("CreateLoginLink").WithSummary("A fresh one-time link to the console.");
        api.MapDelete("session", (Access access, HttpRequest request, HttpResponse response) =>
        {
            if (request.Cookies.TryGetValue(Access.Cookie, out var session)) access.End(session);
            response.Cookies.Delete(Access.Cookie);
            return TypedResults.NoContent();
        }).WithTags("Access").WithName("SignOut").WithSummary("Ends the browser's session.");
        return api;
    }

    /// <summary>Whether an address is one of this server's pages: a link must not lead to other sites.</summary>
    private static bool IsPage([NotNullWhen(true)] string? address) =>
        address is ['/', ..] and not ['/', '/' or '\\', ..] && !address.Any(char.IsControl);

    private static bool IsOurs(string origin, HttpRequest request) =>
        Uri.TryCreate(origin, UriKind.Absolute, out var uri) && string.Equals(uri.Authority, request.Host.Value, StringComparison.OrdinalIgnoreCase);

    private static void Remember(HttpResponse response, string session) =>
        response.Cookies.Append(Access.Cookie, session, new() { HttpOnly = true, Secure = response.HttpContext.Request.IsHttps, SameSite = SameSiteMode.Lax, Path = "/", IsEssential = true });
}
