using System.Text;
using Microsoft.Extensions.Primitives;

namespace Tandem.Server.Api.Tracking;

/// <summary>The write key in a request's <c>Authorization</c> header.</summary>
internal static class SenderKey
{
    private const string Scheme = "Basic ";

    /// <summary>
    /// The user name of Basic authentication; the password is not looked at, and the colon may be missing. Null where the
    /// header is absent, of another scheme, or names nobody; empty where it cannot be read.
    /// </summary>
    public static string? Of(StringValues authorization)
    {
        if (authorization.Count != 1 || authorization[0] is not { } header || !header.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase)) return null;
        var encoded = header.AsSpan(Scheme.Length).Trim();
        // Longer than any key: not worth decoding.
        if (encoded.Length > 512) return "";
        Span<byte> bytes = stackalloc byte[512];
        if (!Convert.TryFromBase64Chars(encoded, bytes, out var length)) return "";
        var credentials = bytes[..length];
        var colon = credentials.IndexOf((byte)':');
        var name = colon < 0 ? credentials : credentials[..colon];
        return name.IsEmpty ? null : Encoding.UTF8.GetString(name);
    }
}
