using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Tandem.Connect.Tests.Channels;

/// <summary>Reads mails the way a receiver does, written from the RFCs and not from the code under test.</summary>
internal static class Mime
{
    public static (IReadOnlyDictionary<string, string> Headers, List<(string Type, string Body)> Parts) Parse(string mail)
    {
        var (headers, body) = Split(mail);
        var type = headers["Content-Type"];
        var parts = new List<(string, string)>();
        if (!type.StartsWith("multipart/alternative", StringComparison.Ordinal)) return (headers, [(type, FromQuotedPrintable(body))]);

        var boundary = Regex.Match(type, "boundary=\"([^\"]+)\"").Groups[1].Value;
        Assert.EndsWith($"--{boundary}--\r\n", body);
        foreach (var part in body[..body.LastIndexOf("--" + boundary, StringComparison.Ordinal)].Split($"--{boundary}\r\n").Skip(1))
        {
            var (partHeaders, text) = Split(part);
            parts.Add((partHeaders["Content-Type"], FromQuotedPrintable(text)));
        }
        return (headers, parts);
    }

    public static string FromQuotedPrintable(string text)
    {
        var bytes = new List<byte>();
        text = text.Replace("=\r\n", "");
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] != '=') bytes.Add((byte)text[i]);
            else
            {
                bytes.Add(byte.Parse(text.AsSpan(i + 1, 2), NumberStyles.HexNumber));
                i += 2;
            }
        }
        return Encoding.UTF8.GetString([.. bytes]);
    }

    public static string FromEncodedWords(string value)
    {
        value = value.Replace("\r\n ", " ");
        // White space between two encoded words is no part of the text (RFC 2047 6.2).
        value = Regex.Replace(value, @"\?= (?==\?utf-8\?B\?)", "?=");
        return Regex.Replace(value, @"=\?utf-8\?B\?([A-Za-z0-9+/=]*)\?=", word => Encoding.UTF8.GetString(Convert.FromBase64String(word.Groups[1].Value)));
    }

    private static (Dictionary<string, string> Headers, string Body) Split(string part)
    {
        var end = part.IndexOf("\r\n\r\n", StringComparison.Ordinal);
        var headers = Regex.Replace(part[..end], "\r\n[ \t]", " ").Split("\r\n").Select(line => line.Split(": ", 2)).ToDictionary(header => header[0], header => FromEncodedWords(header[1]));
        return (headers, part[(end + 4)..]);
    }
}
