using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Tandem.Engine.Identities;
using Tandem.Governance.Documents;
using Tandem.Server.Security;

namespace Tandem.Server.Privacy;

/// <summary>
/// By what an identity is known that may not be kept: HMAC-SHA256 of kind, a zero byte and the value in normal form, with
/// the workspace's own key, in URL-safe base64. Whoever has key and identity can make it again, and nobody can read the
/// identity from it. Thread-safe.
/// </summary>
public sealed class IdentityMarks(byte[] key)
{
    /// <summary>With the key in <c>secrets/privacy.key</c> of a data folder, made the first time.</summary>
    public static IdentityMarks Open(string folder) =>
        new(SecretKey.Open(folder, "privacy", "Put it back from a backup; without it suppressed identities are not known any more, and certificates prove nothing."));

    /// <summary>With a key that is kept among the workspace's documents, for all processes that share it; made the first time.</summary>
    public static IdentityMarks Open(IDocuments documents)
    {
        var name = new DocumentKey("secret", "privacy");
        // Where another process is first, its key holds.
        if (documents.Read(name) is null) documents.Write([new(name, 0, RandomNumberGenerator.GetBytes(SecretKey.Length))], []);
        return new(documents.Read(name)!.Bytes.ToArray());
    }

    public string Of(Identity identity)
    {
        var size = Encoding.UTF8.GetMaxByteCount(identity.Kind.Length + identity.Value.Length) + 1;
        Span<byte> bytes = size <= 1024 ? stackalloc byte[size] : new byte[size];
        var kind = Encoding.UTF8.GetBytes(identity.Kind, bytes);
        bytes[kind] = 0;
        var length = kind + 1 + Encoding.UTF8.GetBytes(identity.Value, bytes[(kind + 1)..]);
        Span<byte> mark = stackalloc byte[HMACSHA256.HashSizeInBytes];
        HMACSHA256.HashData(key, bytes[..length], mark);
        return Base64Url.EncodeToString(mark);
    }
}
