namespace Tandem.Storage.Postgres;

/// <summary>PostgreSQL's text cannot hold U+0000, and an identity's value can: it and the sign that stands for it are written as two.</summary>
internal static class PostgresText
{
    private const char Sign = '\uE000', Null = '0';

    public static string Write(string text) =>
        text.AsSpan().IndexOfAny(Sign, '\0') < 0 ? text : text.Replace($"{Sign}", $"{Sign}{Sign}", StringComparison.Ordinal).Replace("\0", $"{Sign}{Null}", StringComparison.Ordinal);

    public static string Read(string text)
    {
        if (!text.Contains(Sign)) return text;
        var read = new System.Text.StringBuilder(text.Length);
        for (var i = 0; i < text.Length; i++) read.Append(text[i] != Sign ? text[i] : text[++i] == Null ? '\0' : Sign);
        return read.ToString();
    }
}
