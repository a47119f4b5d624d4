using Tandem.Governance.Definitions;
using Tandem.Primitives;

namespace Tandem.Governance.Tests.Definitions;

/// <summary>Short ways to definitions for tests.</summary>
internal static class Drafts
{
    public static readonly DefinitionReader Reader = new(["segment", "journey", "template"]);

    public static readonly Instant Noon = Instant.TryParse("2026-11-22T12:00:00Z", out var noon) ? noon : default;

    public static IReadOnlyList<DefinitionDraft> Many(string text)
    {
        var read = Reader.ReadMany(text);
        Assert.True(read.IsOk, string.Join("\n", read.Errors));
        return read.Value;
    }

    public static Error OnlyError(string text) => Assert.Single(Reader.ReadMany(text).Errors);
}
