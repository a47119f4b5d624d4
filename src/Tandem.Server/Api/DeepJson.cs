using System.Text.Json;

namespace Tandem.Server.Api;

/// <summary>JSON of the rule language, which may be nested deeper than the usual 64 levels.</summary>
internal static class DeepJson
{
    /// <summary>Enough for the tree and the explanation of the deepest rule, and bounded all the same.</summary>
    public const int MaxDepth = 1024;

    private static readonly JsonDocumentOptions Options = new() { MaxDepth = MaxDepth };

    public static JsonElement Parse(string json) => JsonElement.Parse(json, Options);
}
