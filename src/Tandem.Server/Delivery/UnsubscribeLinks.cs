using System.Buffers.Text;
using System.Security.Cryptography;
using Tandem.Governance.Documents;
using Tandem.Primitives;
using Tandem.Server.Security;

namespace Tandem.Server.Delivery;

/// <summary>
/// Makes and reads links to unsubscribe: the facts and an HMAC-SHA256 over them, in URL-safe base64. Nothing is stored,
/// so a link works as long as the key does. Thread-safe.
/// </summary>
public sealed class UnsubscribeLinks(byte[] key, Uri publicUrl)
{
    private const byte Format = 1;

    // Half of an HMAC-SHA256 still stands for 128 bits, and keeps the link short.
    private const int SignatureLength = 16;

    /// <summary>The longest token that is looked at.</summary>
    public const int MaxLength = 2_000;

    /// <summary>With the workspace's key in <c>secrets/unsubscribe.key</c> of its data folder, made the first time.</summary>
    public static UnsubscribeLinks Open(string folder, Uri publicUrl) =>
        new(SecretKey.Open(folder, "unsubscribe", "Put it back from a backup; without it the links in mails already sent no longer work."), publicUrl);

    /// <summary>With a key that is kept among the workspace's documents, for all processes that share it; made the first time.</summary>
    public static UnsubscribeLinks Open(IDocuments documents, Uri publicUrl)
    {
        var key = new DocumentKey("secret", "unsubscribe");
        // Where another process is first, its key holds.
        if (documents.Read(key) is null) documents.Write([new(key, 0, RandomNumberGenerator.GetBytes(32))], []);
        return new(documents.Read(key)!.Bytes.ToArray(), publicUrl);
    }

    public Uri Link(UnsubscribeToken token) => new(publicUrl, "u/" + Token(token));

    /// <summary>The same link without its host: what a page of this server posts to.</summary>
    public string Path(string token) => new Uri(publicUrl, "u/" + token).AbsolutePath;

    public string Token(UnsubscribeToken token)
    {
        var to = new ByteWriter();
        to.Byte(Format);
        to.Fixed64((ulong)token.Customer.Value);
        to.Text(token.Channel);
        to.Text(token.Address);
        to.Text(token.MessageKey);
        to.Raw(Signature(to.Span));
        return Base64Url.EncodeToString(to.Span);
    }

    /// <summary>What a token says; an error where it is not one that this workspace made.</summary>
    public Result<UnsubscribeToken> Read(string text)
    {
        if (text.Length > MaxLength || !Base64Url.IsValid(text)) return Wrong();
        var bytes = Base64Url.DecodeFromChars(text);
        // The same bytes have many texts (unused bits, white space); only the one that was made counts.
        if (bytes.Length <= SignatureLength || Base64Url.EncodeToString(bytes) != text) return Wrong();
        var signed = bytes.AsSpan(0, bytes.Length - SignatureLength);
        if (!CryptographicOperations.FixedTimeEquals(Signature(signed), bytes.AsSpan(signed.Length))) return Wrong();
        var from = new ByteReader(signed);
        return from.Byte() == Format ? new UnsubscribeToken(new((long)from.Fixed64()), from.Text(), from.Text(), from.Text()) : Wrong();
    }

    private byte[] Signature(ReadOnlySpan<byte> data) => HMACSHA256.HashData(key, data)[..SignatureLength];

    private static Error Wrong() => new("bad_token", "This link is not complete, or it was changed on its way.") { Hint = "Open the link in the mail again, or copy it whole." };
}
