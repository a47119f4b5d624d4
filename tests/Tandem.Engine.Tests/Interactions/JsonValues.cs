using FsCheck;
using FsCheck.Fluent;

namespace Tandem.Engine.Tests.Interactions;

/// <summary>JSON of any shape, with what is hard about it: numbers out of range, halves of surrogate pairs, repeated and known names.</summary>
internal static class JsonValues
{
    private static readonly Gen<string> Text = Gen.Elements(
        "\"\"", "\" \"", "\"u\"", "\"a@example.com\"", "\"+49 30 123\"", "\"2026-11-22T10:00:00Z\"", "\"soon\"", "\"\\ud83d\"", "\"\\ud83d\\ude00\"", "\"\\u0000\"", "\"é😀\"", "\"track\"",
        $"\"{new string('x', 300)}\"");

    private static readonly Gen<string> Scalar = Gen.OneOf(
        Text, Gen.Elements("null", "true", "false", "0", "-1", "1.5e3", "1e999", "12345678901234567890"));

    private static readonly Gen<string> Name = Gen.Elements(
        "userId", "type", "event", "traits", "context", "externalIds", "email", "phone", "id", "historical", "timestamp", "a", "\\ud83d", "user\\u0049d", "");

    public static Gen<string> Any(int depth)
    {
        if (depth == 0) return Scalar;
        var inner = Any(depth - 1);
        var list = inner.ListOf().Select(values => $"[{string.Join(',', values.Take(4))}]");
        var field = from name in Name from value in inner select $"\"{name}\":{value}";
        var map = field.ListOf().Select(fields => $"{{{string.Join(',', fields.Take(6))}}}");
        return Gen.OneOf(Scalar, list, map);
    }
}
