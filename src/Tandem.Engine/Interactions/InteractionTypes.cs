namespace Tandem.Engine.Interactions;

/// <summary>The types as the Segment spec writes them.</summary>
public static class InteractionTypes
{
    /// <summary>All of them, for messages to people.</summary>
    public const string List = "identify, track, page, screen, group or alias";

    /// <summary>False for anything that is not exactly one of the six words.</summary>
    public static bool TryParse(ReadOnlySpan<byte> utf8, out InteractionType type)
    {
        type = utf8.Length switch
        {
            4 when utf8.SequenceEqual("page"u8) => InteractionType.Page,
            5 when utf8.SequenceEqual("track"u8) => InteractionType.Track,
            5 when utf8.SequenceEqual("group"u8) => InteractionType.Group,
            5 when utf8.SequenceEqual("alias"u8) => InteractionType.Alias,
            6 when utf8.SequenceEqual("screen"u8) => InteractionType.Screen,
            8 when utf8.SequenceEqual("identify"u8) => InteractionType.Identify,
            _ => default,
        };
        return type != default;
    }

    /// <summary>The word in lower case.</summary>
    public static string Word(this InteractionType type) => type switch
    {
        InteractionType.Identify => "identify",
        InteractionType.Track => "track",
        InteractionType.Page => "page",
        InteractionType.Screen => "screen",
        InteractionType.Group => "group",
        InteractionType.Alias => "alias",
        _ => throw new ArgumentOutOfRangeException(nameof(type), type, "Not one of the types."),
    };

    /// <summary>The word as a JSON text, quotes included.</summary>
    internal static ReadOnlySpan<byte> Json(this InteractionType type) => type switch
    {
        InteractionType.Identify => "\"identify\""u8,
        InteractionType.Track => "\"track\""u8,
        InteractionType.Page => "\"page\""u8,
        InteractionType.Screen => "\"screen\""u8,
        InteractionType.Group => "\"group\""u8,
        InteractionType.Alias => "\"alias\""u8,
        _ => throw new ArgumentOutOfRangeException(nameof(type), type, "Not one of the types."),
    };
}
