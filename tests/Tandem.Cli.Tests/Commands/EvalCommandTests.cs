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
    public async Task A_case_can_be_without_a_check_without_macros_or_about_the_type_alone()
    {
        var (code, results, _) = await Eval(Written("a.json", """
            [
              {"section": "s", "name": "unchecked", "expr": "1 + 'a'", "disable_check": "true", "eval_error": {}},
              {"section": "s", "name": "no macros", "expr": "has({'a': 1}.a)", "disable_check": true, "disable_macros": "true", "eval_error": {}},
              {"section": "s", "name": "type", "expr": "[x]", "check_only": "true", "type_env": [{"name": "x", "ident": {"type": {"well_known": "TIMESTAMP"}}}], "typed_result": {"deduced_type": {"list_type": {"elem_type": {"well_known": "TIMESTAMP"}}}}},
              {"section": "s", "name": "container", "expr": "c", "container": "a.b", "bindings": [{"key": "a.c", "value": {"value": {"object_value": {"[type.googleapis.com/google.protobuf.Duration]": {"seconds": "-1", "nanos": "-5"}}}}}], "value": {"object_value": {"google.protobuf.Duration": {"seconds": -1, "nanos": -5}}}}
            ]
            """));
        Assert.Equal((0, "4 passed, 0 failed\n"), (code, results));
    }

    [Theory]
    [InlineData("""  "bindings": [{"key": "x", "value": {"value": {"object_value": {"[type.googleapis.com/a.Message]": {}}}}}]  """, "messages such as `type.googleapis.com/a.Message` are no values here")]
    [InlineData("""  "bindings": [{"key": "x", "value": {"error": {}}}]  """, "it binds what is no value")]
    [InlineData("""  "value": {"enum_value": {"type": "a.B", "value": 1}}  """, "there is no value `enum_value` here")]
    [InlineData("""  "unknown": {"exprs": [1]}  """, "it expects that something stays unknown")]
    [InlineData("""  "type_env": [{"name": "f", "function": {"overloads": []}}]  """, "it declares the function `f`")]
    [InlineData("""  "type_env": [{"name": "x", "ident": {"type": {"message_type": "a.B"}}}]  """, "there is no type `a.B` here")]
    public async Task A_case_that_asks_for_what_is_not_here_fails_and_the_others_are_run(string part, string reason)
    {
        var (code, results, _) = await Eval(Written("a.json", $$"""[{"section": "s", "name": "m", "expr": "x", {{part}}}, {"section": "s", "name": "b", "expr": "true"}]"""));
        Assert.Equal(1, code);
        Assert.Contains(reason, results, StringComparison.Ordinal);
        Assert.EndsWith("1 passed, 1 failed\n", results, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_of_rule_cases_is_told_by_its_ending()
    {
        var file = Written("ada.yaml", "customer: { traits: { age: 36 } }\nrules:\n  - rule: customer.traits.age > 30\n    is: true\n  - title: Old\n    rule: customer.traits.age > 60\n    is: true\n");
        var (code, results, work) = await Eval(file);
        Assert.Equal((1, $"{file}: line 5, Old\n  expression: customer.traits.age > 60\n  expected:   true\n  got:        false\n              age is 36, needs more than 60\n1 passed, 1 failed\n", ""), (code, results, work));
    }

    [Theory]
    [InlineData("facts.yaml", "customer:\n  traits: { country: de, age: 36 }\nhistory:\n  - { event: Order Completed, ago: 20d }\n")]
    [InlineData("facts.json", "{\n\t\"customer\": {\"traits\": {\"country\": \"de\", \"age\": 36}},\n\t\"history\": [{\"event\": \"Order Completed\", \"ago\": \"20d\"}]\n}\n")]
    public async Task An_expression_is_evaluated_over_facts_and_explained_as_a_tree(string name, string facts)
    {
        var (code, results, work) = await Run("customer.traits.country == \"de\"\n  && !(events(\"Order Completed\").within(\"30d\").count() >= 2 || customer.traits.vip)", "--facts", Written(name, facts));
        Assert.Equal(1, code);
        Assert.Equal("""
            error
            cannot be told: 1 of 2 parts hold, 1 could not be told
            ├─ customer.traits.country == "de"
            │    true: country is "de", needs exactly "de"
            └─ !(events("Order Completed").within("30d").count() >= 2 || customer.traits.vip)
                 error: cannot be told, because its part cannot
               └─ (events("Order Completed").within("30d").count() >= 2 || customer.traits.vip)
                    error: cannot be told: 0 of 2 parts hold, 1 could not be told
                  ├─ events("Order Completed").within("30d").count() >= 2
                  │    false: "Order Completed" happened 1 time in 30 days, needs at least 2
                  └─ customer.traits.vip
                       error: vip is not known

            """, results);
        Assert.Equal("", work);
    }

    [Theory]
    [InlineData("1 + 1", 0, "2")]
    [InlineData("\"a\" + \"b\"", 0, "\"ab\"")]
    [InlineData("1 > 2", 0, "false")]
    [InlineData("customer.traits.age", 1, "error")]
    public async Task The_first_line_is_the_value_and_an_error_ends_with_1(string expression, int code, string first)
    {
        var ran = await Run(expression);
        Assert.Equal((code, first, ""), (ran.Code, ran.Results.Split('\n')[0], ran.Work));
    }

    [Fact]
    public async Task A_wrong_expression_is_told_with_line_column_caret_and_what_would_be_right()
    {
        var (code, results, work) = await Run("customer.traits.age > 30 &&\n  customer.trait.country == \"de\"");
        Assert.Equal((1, ""), (code, results));
        Assert.Equal("""
            line 2, column 12: A customer has no `trait`.
             2 |   customer.trait.country == "de"
               |            ^^^^^
            Did you mean customer.traits?

            """, work);
    }

    [Fact]
    public async Task A_name_that_is_nearly_one_of_the_facts_is_told()
    {
        var (code, results, work) = await Run("customer.traits.contry == \"de\" || customer.traits.shoeSize > 40", "--facts", Written("facts.yaml", "customer: { traits: { country: de } }"));
        Assert.Equal((1, "error"), (code, results.Split('\n')[0]));
        Assert.Equal("""
            line 1, column 17: There is no trait `contry`.
             1 | customer.traits.contry == "de" || customer.traits.shoeSize > 40
               |                 ^^^^^^
            Did you mean customer.traits.country?

            """, work);
    }

    [Fact]
    public async Task A_format_is_the_canonical_form_on_one_line()
    {
        Assert.Equal((0, "a.b == \"x\" && (c || !d)\n", ""), await Run("(a . b=='x')\n  && (c||!(d)) // why", "--format"));
        Assert.Equal(1, (await Run("a &&", "--format")).Code);
    }

    private string Written(string name, string text)
    {
        var path = Path.Combine(folder, name);
        File.WriteAllText(path, text);
        return path;
    }

    private static Task<(int Code, string Results, string Work)> Eval(params string[] files) => Run(["--cases", .. files]);

    private static async Task<(int Code, string Results, string Work)> Run(params string[] args)
    {
        var (results, work) = (new StringWriter { NewLine = "\n" }, new StringWriter());
        return (await TandemCommand.Run(["eval", .. args], results, work, default), results.ToString(), work.ToString());
    }
}
