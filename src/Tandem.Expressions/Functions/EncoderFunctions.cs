using System.Collections.Immutable;
using Tandem.Expressions.Evaluation;
using Tandem.Expressions.Types;
using Tandem.Expressions.Values;

namespace Tandem.Expressions.Functions;

/// <summary><c>base64.encode</c>, <c>base64.decode</c>: the standard alphabet of RFC 4648. Decoding takes text with and without padding, over several lines too.</summary>
internal static class EncoderFunctions
{
    public static readonly ImmutableArray<Function> All =
    [
        new("base64.encode", false, Encode, new Signature([RuleType.Bytes], RuleType.String)),
        new("base64.decode", false, Decode, new Signature([RuleType.String], RuleType.Bytes)),
    ];

    private static Value? Encode(Value bytes, ref Frame frame) => bytes.Kind == ValueKind.Bytes ? Value.Of(Convert.ToBase64String(bytes.AsBytes)) : null;

    private static Value? Decode(Value text, ref Frame frame)
    {
        if (text.Kind != ValueKind.String) return null;
        var digits = text.AsString.Replace("\n", "").Replace("\r", "");
        if (!digits.Contains('=')) digits = digits.PadRight((digits.Length + 3) / 4 * 4, '=');
        var bytes = new byte[digits.Length / 4 * 3];
        return !digits.AsSpan().ContainsAny(' ', '\t') && Convert.TryFromBase64String(digits, bytes, out var count)
            ? Value.Of(bytes[..count])
            : Failures.Of("invalid_argument", "This text is not base64.");
    }
}
