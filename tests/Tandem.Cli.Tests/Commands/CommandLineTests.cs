using Tandem.Cli.Commands;

namespace Tandem.Cli.Tests.Commands;

public sealed class CommandLineTests
{
    [Theory]
    [InlineData("", 2)]
    [InlineData("imprt", 2)]
    [InlineData("import", 2)]
    [InlineData("import rows.csv --map map.yaml --resume --restart", 2)]
    [InlineData("import rows.csv --map map.yaml --in-flight 99", 2)]
    [InlineData("get customer 42", 2)]
    [InlineData("segments --url somewhere", 2)]
    [InlineData("why userId:42", 2)]
    [InlineData("why 42 lapsing", 2)]
    [InlineData("export 42", 2)]
    [InlineData("erase 42", 2)]
    [InlineData("suppress 42", 2)]
    [InlineData("backup --list --gone 1", 2)]
    [InlineData("restore", 2)]
    [InlineData("restore a.backup --data here --postgres there", 2)]
    [InlineData("migrate", 2)]
    [InlineData("backup --token x --url http://127.0.0.1:1", 1)]
    [InlineData("eval", 2)]
    [InlineData("eval 1 --cases cases.yaml", 2)]
    [InlineData("eval 1 --facts facts.yaml --format", 2)]
    [InlineData("eval --facts facts.yaml --cases cases.yaml", 2)]
    [InlineData("eval 1 --facts no-such-file.yaml", 1)]
    [InlineData("import no-such-file.csv --map map.yaml", 1)]
    [InlineData("segments --token x --url http://127.0.0.1:1", 1)]
    [InlineData("--help", 0)]
    [InlineData("import --help", 0)]
    [InlineData("eval --help", 0)]
    [InlineData("eval 1", 0)]
    public async Task A_wrong_call_ends_with_2_and_a_failure_with_1(string line, int code)
    {
        var (results, work) = (new StringWriter(), new StringWriter());
        Assert.Equal(code, await TandemCommand.Run(line.Split(' ', StringSplitOptions.RemoveEmptyEntries), results, work, default));
        Assert.Equal(code == 0, work.ToString().Length == 0);
        if (code == 1) Assert.Single(work.ToString().Trim().Split('\n'));
    }
}
