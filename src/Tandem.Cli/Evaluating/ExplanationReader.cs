using System.Text;
using System.Text.Json;
using Tandem.Cli.Api;
using Tandem.Cli.Commands;
using Tandem.Expressions;
using Tandem.Expressions.Values;
using Tandem.Primitives;

namespace Tandem.Cli.Evaluating;

/// <summary>Reads an explanation that the server gave.</summary>
internal static class ExplanationReader
{
    public static Explanation Read(JsonElement json) =>
        new(json.Text("source"), ValueOf(json), json.Text("words"), [.. json.List("children").Select(Read)]);

    private static Value ValueOf(JsonElement json)
    {
        if (json.Text("outcome") == "error") return Value.Of(new Error("error", json.Text("value")));
        if (json.Find("value") is not { } value) return Value.Null;
        var reader = new Utf8JsonReader(Encoding.UTF8.GetBytes(value.GetRawText()), new JsonReaderOptions { MaxDepth = TandemClient.MaxDepth });
        reader.Read();
        return ValueJson.Read(ref reader);
    }
}
