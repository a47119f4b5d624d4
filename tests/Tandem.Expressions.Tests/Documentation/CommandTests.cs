using System.Text;
using System.Text.RegularExpressions;
using Tandem.Cli.Commands;

namespace Tandem.Expressions.Tests.Documentation;

/// <summary>What the documentation shows of <c>tandem eval</c> is what it prints.</summary>
public sealed partial class CommandTests : IDisposable
{
    private const string Prompt = "$ ./dev tandem ";

    private readonly string folder = Directory.CreateTempSubdirectory("tandem-docs").FullName;

    public static TheoryData<string> Pages => [.. MarkdownFile.Names];

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Theory]
    [MemberData(nameof(Pages))]
    public async Task A_command_prints_what_stands_below_it(string page)
    {
        foreach (var (name, text) in Examples.Files()) File.WriteAllText(Path.Combine(folder, name), text, Encoding.UTF8);
        foreach (var block in MarkdownFile.Read(page).Blocks.Where(block => block.Info == "console"))
        {
            var output = new StringBuilder();
            foreach (var line in block.Text.Split('\n').Where(line => line.StartsWith($"{Prompt}eval", StringComparison.Ordinal)))
            {
                var printed = new StringWriter { NewLine = "\n" };
                await TandemCommand.Run([.. Words(line[Prompt.Length..])], printed, printed, default);
                output.Append(line).Append('\n').Append(printed.ToString().Replace(folder + Path.DirectorySeparatorChar, "", StringComparison.Ordinal));
            }
            if (output.Length > 0) Assert.Equal(block.Text, output.ToString().TrimEnd());
        }
    }

    /// <summary>As a shell would split the line; a file's name becomes its path.</summary>
    private IEnumerable<string> Words(string line) => Word().Matches(line)
        .Select(match => match.Groups[1].Success ? match.Groups[1].Value : match.Value)
        .Select(word => word.EndsWith(".yaml", StringComparison.Ordinal) ? Path.Combine(folder, word) : word);

    [GeneratedRegex(@"'([^']*)'|[^ ]+")]
    private static partial Regex Word();
}
