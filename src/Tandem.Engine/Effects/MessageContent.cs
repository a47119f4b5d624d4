using Tandem.Primitives;

namespace Tandem.Engine.Effects;

/// <summary>What a message says, as made for its customer.</summary>
/// <param name="Html">Null for a message of text alone.</param>
/// <param name="Headers">As people read them, not encoded.</param>
public sealed record MessageContent(string From, string Subject, string? Html, string Text, IReadOnlyList<KeyValuePair<string, string>> Headers)
{
    public const byte Format = 1;

    public byte[] ToBytes()
    {
        var to = new ByteWriter(1024 + Text.Length + (Html?.Length ?? 0));
        to.Byte(Format);
        to.Text(From);
        to.Text(Subject);
        to.TextOrNull(Html);
        to.Text(Text);
        to.Varint((ulong)Headers.Count);
        foreach (var (name, value) in Headers)
        {
            to.Text(name);
            to.Text(value);
        }
        return to.ToArray();
    }

    /// <exception cref="InvalidDataException">The bytes are damaged or of a newer format.</exception>
    public static MessageContent Read(ReadOnlySpan<byte> bytes)
    {
        var from = new ByteReader(bytes);
        var format = from.Byte();
        if (format != Format) throw new InvalidDataException($"A message's content of format {format}; this version reads {Format}.");
        var (sender, subject, html, text) = (from.Text(), from.Text(), from.TextOrNull(), from.Text());
        var headers = new KeyValuePair<string, string>[from.Count()];
        for (var i = 0; i < headers.Length; i++)
        {
            var name = from.Text();
            headers[i] = new(name, from.Text());
        }
        return new(sender, subject, html, text, headers);
    }
}
