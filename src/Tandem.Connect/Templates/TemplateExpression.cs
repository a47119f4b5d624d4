namespace Tandem.Connect.Templates;

/// <summary>What stands between the braces: a field, a text or number, or a call of a helper.</summary>
/// <param name="Paths">The fields that it reads.</param>
/// <param name="Names">The names that a block gives to its items (<c>as |item|</c>), or empty.</param>
internal sealed record TemplateExpression(string Source, bool IsCall, IReadOnlyList<string> Paths, string Names)
{
    public string BlockSource => (IsCall ? $"({Source})" : Source) + (Names.Length > 0 ? " as " + Names : "");
}
