using System.Security.Cryptography;
using System.Text;
using Tandem.Governance.Documents;

namespace Tandem.Server.Security;

/// <summary>
/// Who may use the API until there are accounts: whoever has the token, or a browser that opened a one-time link.
/// Sessions and links live as long as the process, or where several share a workspace for some days. Thread-safe.
/// </summary>
public sealed class Access
{
    public const string Cookie = "tandem_session";

    private readonly byte[] token;
    private readonly ISecretsSeen links, sessions;

    /// <param name="token">The admin token; null makes one up.</param>
    /// <param name="shared">Where several processes have one workspace, its documents: a session holds in all of them.</param>
    /// <param name="time">By which what is shared ends: the same for all of them.</param>
    public Access(string? token, TimeProvider time, IDocuments? shared = null)
    {
        links = shared is null ? new SecretsInMemory() : new SecretsInDocuments(shared, "login-link", TimeSpan.FromDays(1), time);
        sessions = shared is null ? new SecretsInMemory() : new SecretsInDocuments(shared, "session", TimeSpan.FromDays(30), time);
        MadeUp = token is null;
        Token = token ?? Secret();
        this.token = Encoding.UTF8.GetBytes(Token);
    }

    public string Token { get; }

    /// <summary>The token was made up just now, so that nobody has seen it yet.</summary>
    public bool MadeUp { get; }

    /// <summary>A new one-time code for <c>/login?code=</c>.</summary>
    public string NewLink()
    {
        var code = Secret();
        links.Add(code);
        return code;
    }

    /// <summary>Uses a code up and begins a session; null where the code is unknown or used.</summary>
    public string? Redeem(string code) => links.Remove(code) ? Begin() : null;

    /// <summary>Begins a session for somebody who has the token; null where it is not the token.</summary>
    public string? SignIn(string candidate) => IsToken(candidate) ? Begin() : null;

    public void End(string session) => sessions.Remove(session);

    public bool Allows(HttpRequest request)
    {
        if (request.Headers.Authorization is [{ } header] && header.StartsWith("Bearer ", StringComparison.OrdinalIgnoreCase)) return IsToken(header[7..].Trim());
        return request.Cookies.TryGetValue(Cookie, out var session) && sessions.Contains(session);
    }

    // In constant time, so that a guess learns nothing from how long its refusal took.
    private bool IsToken(string candidate) => CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(candidate), token);

    private string Begin()
    {
        var session = Secret();
        sessions.Add(session);
        return session;
    }

    private static string Secret() => Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(24));
}
