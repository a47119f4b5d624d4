using System.Text.Json;
using Tandem.Primitives;

namespace Tandem.Engine.Interactions;

/// <summary>
/// Puts a batch's <c>context</c> and <c>integrations</c> beneath an item's own, field by field and one level deep: an
/// item's <c>page</c> replaces the batch's whole <c>page</c>, since halves of two pages are no page.
/// </summary>
internal sealed class BodyMerge
{
    private readonly List<Part> parts = [];
    private readonly ByteWriter writer = new(1024);

    /// <summary>Notes an object of the batch.</summary>
    public void Add(ReadOnlySpan<byte> fieldName, ReadOnlySpan<byte> value)
    {
        var fields = Fields(value);
        if (fields.Count > 0) parts.Add(new(fieldName.ToArray(), fields));
    }

    /// <summary>Nothing to merge: items stay as they are.</summary>
    public bool IsEmpty => parts.Count == 0;

    /// <summary>The item with what it lacks. Overwritten by the next call.</summary>
    /// <param name="item">An object whose fields are there once.</param>
    public ReadOnlySpan<byte> Into(ReadOnlySpan<byte> item)
    {
        writer.Clear();
        writer.Byte((byte)'{');
        var own = Fields(item);
        foreach (var part in parts)
        {
            var same = own.FindIndex(field => field.Name == part.Name);
            WriteName(part.NameUtf8);
            WriteObject(part.Fields, same < 0 ? [] : own[same].Value);
            writer.Byte((byte)',');
        }
        foreach (var field in own)
        {
            if (parts.Exists(part => part.Name == field.Name)) continue;
            writer.Raw(field.Raw);
            writer.Byte((byte)',');
        }
        // Something was written, so the last comma makes room for the brace.
        var merged = writer.ToArray();
        merged[^1] = (byte)'}';
        return merged;
    }

    private void WriteObject(List<Field> beneath, byte[] over)
    {
        var own = over is [(byte)'{', ..] ? Fields(over) : [];
        writer.Byte((byte)'{');
        var first = true;
        foreach (var field in own)
        {
            if (!first) writer.Byte((byte)',');
            first = false;
            writer.Raw(field.Raw);
        }
        foreach (var field in beneath)
        {
            if (own.Exists(one => one.Name == field.Name)) continue;
            if (!first) writer.Byte((byte)',');
            first = false;
            writer.Raw(field.Raw);
        }
        writer.Byte((byte)'}');
    }

    private void WriteName(ReadOnlySpan<byte> name)
    {
        writer.Byte((byte)'"');
        writer.Raw(name);
        writer.Raw("\":"u8);
    }

    private static List<Field> Fields(ReadOnlySpan<byte> json)
    {
        var fields = new List<Field>();
        var reader = new Utf8JsonReader(json, new JsonReaderOptions { MaxDepth = TrackingLimits.BatchBytes });
        reader.Read();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var start = (int)reader.TokenStartIndex;
            var name = reader.GetString()!;
            reader.Read();
            var value = (int)reader.TokenStartIndex;
            reader.Skip();
            var end = (int)reader.BytesConsumed;
            fields.Add(new(name, json[start..end].ToArray(), json[value..end].ToArray()));
        }
        return fields;
    }

    private sealed record Field(string Name, byte[] Raw, byte[] Value);

    private sealed record Part(byte[] NameUtf8, List<Field> Fields)
    {
        public string Name { get; } = System.Text.Encoding.UTF8.GetString(NameUtf8);
    }
}
