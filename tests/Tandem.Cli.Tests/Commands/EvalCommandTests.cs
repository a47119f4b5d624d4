using Tandem.Cli.Commands;

namespace Tandem.Cli.Tests.Commands;

public sealed class EvalCommandTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("tandem-eval").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public async Task Cases_that_pass_end_with_their_number_and_0()
    {
        var (code, results, work) = await Eval(Written("a.json", """[{"section": "s", "name": "a", "expr": "1 + 1", "value": {"int64_value": "2"}}, {"section": "s", "name": "b", "expr": "true"}]"""));
        Assert.Equal((0, "2 passed, 0 failed\n", ""), (code, results, work));
    }

    [Fact]
    public async Task A_case_that_fails_is_shown_with_what_was_expected_and_what_came()
    {
        var first = Written("a.json", """[{"section": "sums", "name": "two", "expr": "1 + 1", "value": {"int64_value": "3"}}]""");
        var second = Written("b.json", """[{"section": "errors", "name": "zero", "expr": "1 / 0", "eval_error": {}}]""");
        var (code, results, _) = await Eval(first, second);
        Assert.Equal(1, code);
        Assert.Equal($"{first}: sums/two\n  expression: 1 + 1\n  expected:   int 3\n  got:        int 2\n1 passed, 1 failed\n", results);
    }

    [Theory]
    [InlineData("[{", "line 1, column 3")]
    [InlineData("{}", "a file of cases is a JSON list")]
    [InlineData("""[{"section": "s", "name": "n", "expr": "1", "value": {"int64_value": "1"}}, {"section": "s", "name": "m"}]""", "case 2 (s/m): `expr` is missing.")]
    [InlineData("""[{"section": "s", "name": "n", "expr": "1", "value": {"int64_value": "one"}}]""", "case 1 (s/n): ")]
    [InlineData("""[{"section": "s", "name": "n", "expr": "1", "value": 1}]""", "case 1 (s/n): ")]
    [InlineData("""[1]""", "case 1: ")]
    public async Task A_damaged_file_is_refused_with_the_place(string text, string place)
    {
        var file = Written("damaged.json", text);
        var (code, results, work) = await Eval(file);
        Assert.Equal((1, ""), (code, results));
        Assert.Contains(file, work, StringComparison.Ordinal);
        Assert.Contains(place, work, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("no-such-file.json")]
    [InlineData("notes.txt")]
    public async Task A_file_that_is_missing_or_of_another_kind_is_refused_by_name(string name)
    {
        Written("notes.txt", "");
        var (code, results, work) = await Eval(Written("a.json", """[{"section": "s", "name": "a", "expr": "false"}]"""), Path.Combine(folder, name));
        Assert.Equal((1, ""), (code, results));
        Assert.Contains(name, work, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_case_that_needs_messages_fails_and_the_others_are_run()
    {
        var (code, results, _) = await Eval(Written("a.json", """[{"section": "s", "name": "m", "expr": "x", "bindings": [{"key": "x", "value": {"value": {"object_value": {"[type.googleapis.com/a.Message]": {}}}}}]}, {"section": "s", "name": "b", "expr": "true"}]"""));
        Assert.Equal(1, code);
        Assert.Contains("messages such as `type.googleapis.com/a.Message` are no values here", results, StringComparison.Ordinal);
        Assert.EndsWith("1 passed, 1 failed\n", results, StringComparison.Ordinal);
    }

    private string Written(string name, string text)
    {
        var path = Path.Combine(folder, name);
        File.WriteAllText(path, text);
        return path;
    }

    private static async Task<(int Code, string Results, string Work)> Eval(params string[] files)
    {
        var (results, work) = (new StringWriter { NewLine = "\n" }, new StringWriter());
        return (await TandemCommand.Run(["eval", "--cases", .. files], results, work, default), results.ToString(), work.ToString());
    }
}
