using System.Text;
using Tandem.Cli.Evaluating;
using Tandem.Expressions.Facts;

namespace Tandem.Expressions.Tests.Documentation;

/// <summary>Holds an example to what it says.</summary>
internal static class Examples
{
    private static readonly Lazy<History> ToldCustomer = new(() => ReadFacts(Files().First(file => file.Name == "ben.yaml").Text));

    /// <summary>Null where all is well; otherwise what is wrong.</summary>
    public static string? Trouble(CelExample example, RuleScope scope)
    {
        if (!Formula.Compile(example.Expression, scope).TryGet(out var formula, out var errors)) return $"{example.Expression}\n{string.Join("\n", errors)}";
        if (example.Value is null) return null;
        var value = formula.Evaluate(ToldCustomer.Value);
        if (example.Value == "error") return value.IsError ? null : $"{example.Expression} is {value}";
        if (!Formula.Compile(example.Value, RuleScope.Journey).TryGet(out var stated, out errors)) return $"{example.Value}\n{string.Join("\n", errors)}";
        var wanted = stated.Evaluate(ToldCustomer.Value);
        return value.Equals(wanted) ? null : $"{example.Expression} is {value.Kind} {value}, not {wanted.Kind} {wanted}";
    }

    /// <summary>The files that the pages show: blocks whose first line names one, <c># ada.yaml</c>.</summary>
    public static IEnumerable<(string Name, string Text)> Files() =>
        from name in MarkdownFile.Names
        from block in MarkdownFile.Read(name).Blocks
        where block.Info == "yaml" && block.Text.StartsWith("# ", StringComparison.Ordinal)
        let title = block.Text.Split('\n')[0][2..].Trim()
        where title.EndsWith(".yaml", StringComparison.Ordinal) && !title.Contains(' ')
        select (title, block.Text);

    private static History ReadFacts(string text)
    {
        var path = Path.GetTempFileName();
        File.WriteAllText(path, text, Encoding.UTF8);
        var facts = FactsFile.Read(path, TimeProvider.System);
        File.Delete(path);
        return facts;
    }
}
