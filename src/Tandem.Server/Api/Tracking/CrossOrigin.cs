namespace Tandem.Server.Api.Tracking;

/// <summary>Any web page may call the tracking API: a write key stands in that page's source anyway, and cookies are never looked at.</summary>
internal static class CrossOrigin
{
    private const string Usual = "Authorization, Content-Type, Content-Encoding, X-Retry-Count";

    public static void Open(HttpResponse response)
    {
        response.Headers.AccessControlAllowOrigin = "*";
        // SDKs read Retry-After.
        response.Headers.AccessControlExposeHeaders = "Retry-After, Tandem-Token";
    }

    /// <summary>Answers a browser that asks whether it may.</summary>
    public static Task Preflight(HttpContext context)
    {
        var response = context.Response;
        Open(response);
        var asked = context.Request.Headers.AccessControlRequestHeaders.ToString();
        response.Headers.AccessControlAllowMethods = "GET, POST, OPTIONS";
        response.Headers.AccessControlAllowHeaders = asked.Length > 0 && asked.All(IsHeaderText) ? asked : Usual;
        response.Headers.AccessControlMaxAge = "86400";
        response.StatusCode = StatusCodes.Status204NoContent;
        return Task.CompletedTask;
    }

    // What is sent back must be fit for a header.
    private static bool IsHeaderText(char character) => char.IsAsciiLetterOrDigit(character) || character is '-' or '_' or ',' or ' ';
}
