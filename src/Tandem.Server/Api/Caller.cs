namespace Tandem.Server.Api;

/// <summary>Who calls, as far as that can be told: there are no accounts for people yet, so whoever has a session works in the console.</summary>
internal static class Caller
{
    public static string Of(HttpRequest request) => request.Headers.Authorization.Count > 0 ? "api" : "console";
}
