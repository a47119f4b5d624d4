using System.Globalization;
using System.Text;
using System.Text.Json;
using Tandem.Primitives;

namespace Tandem.Server.Sources;

/// <summary>Finds where a field stands in a text, so that a fault can be shown there.</summary>
internal static class JsonPlaces
{
    private static readonly JsonReaderOptions Deep = new() { MaxDepth = 1_024 };

    /// <summary>The error with the line and column of the field that it names, or of what is around a field that is missing.</summary>
    /// <param name="prefix">What its path begins with where the text is only a part of what was sent: <c>batch[3]</c>.</param>
    public static Error Place(Error error, string text, string prefix = "")
    {
        var path = error.Path ?? "";
        if (prefix.Length > 0 && path.StartsWith(prefix, StringComparison.Ordinal)) path = path[prefix.Length..].TrimStart('.');
        if (error.Line is not null) return error with { Path = path.Length == 0 ? null : path };
        var utf8 = Encoding.UTF8.GetBytes(text);
        if (Find(utf8, Steps(path)) is not { } at) return error with { Path = path.Length == 0 ? null : path };
        var before = Encoding.UTF8.GetString(utf8, 0, at);
        return error with { Path = path.Length == 0 ? null : path, Line = before.Count(character => character == '\n') + 1, Column = before.Length - before.LastIndexOf('\n') };
    }

    /// <summary>The names and places of a path: <c>context.externalIds[2].id</c> has four.</summary>
    private static List<string> Steps(string path) => [.. path.Replace("[", ".[", StringComparison.Ordinal).Split('.', StringSplitOptions.RemoveEmptyEntries)];

    private static int? Find(byte[] utf8, List<string> steps)
    {
        try
        {
            var reader = new Utf8JsonReader(utf8, Deep);
            if (!reader.Read()) return null;
            var at = (int)reader.TokenStartIndex;
            foreach (var step in steps)
            {
                if (Into(ref reader, step) is not { } next) return at;
                at = next;
            }
            return at;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>Leads the reader from an object or list to one of its values.</summary>
    /// <returns>Where the field begins; null where it is not there.</returns>
    private static int? Into(ref Utf8JsonReader reader, string step)
    {
        if (step[0] == '[')
        {
            if (reader.TokenType != JsonTokenType.StartArray || !int.TryParse(step.Trim('[', ']'), NumberStyles.None, CultureInfo.InvariantCulture, out var place)) return null;
            for (var index = 0; reader.Read() && reader.TokenType != JsonTokenType.EndArray; index++)
            {
                if (index == place) return (int)reader.TokenStartIndex;
                reader.Skip();
            }
            return null;
        }
        if (reader.TokenType != JsonTokenType.StartObject) return null;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var (found, at) = (reader.ValueTextEquals(step), (int)reader.TokenStartIndex);
            reader.Read();
            if (found) return at;
            reader.Skip();
        }
        return null;
    }
}
