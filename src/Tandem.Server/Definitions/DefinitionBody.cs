using System.Text;
using Tandem.Primitives;

namespace Tandem.Server.Definitions;

/// <summary>Reads a body of YAML or JSON as text.</summary>
internal static class DefinitionBody
{
    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <param name="max">In bytes; of a longer body no more is read.</param>
    public static async Task<Result<string>> Read(HttpRequest request, int max)
    {
        var bytes = new byte[Math.Min(request.ContentLength ?? 4096, max) + 1];
        var used = 0;
        while (true)
        {
            var read = await request.Body.ReadAsync(bytes.AsMemory(used), request.HttpContext.RequestAborted);
            if (read == 0) break;
            used += read;
            if (used > max) return new Error("too_large", $"This is larger than {max / (1 << 20)} MB.") { Hint = "Split it up." };
            if (used == bytes.Length) Array.Resize(ref bytes, Math.Min(2 * used, max + 1));
        }
        try
        {
            return Strict.GetString(bytes, 0, used);
        }
        catch (DecoderFallbackException damaged)
        {
            return new Error("not_utf8", $"Byte {damaged.Index} is no UTF-8.") { Hint = "Send the definition as UTF-8." };
        }
    }
}
