using Tandem.Cli.Evaluating;

namespace Tandem.Cli.Tests.Evaluating;

public sealed class RuleCaseFileTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("tandem-cases").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Theory]
    [InlineData("customer.traits.age > 30", "is: true")]
    [InlineData("customer.traits.age > 40", "is: false")]
    [InlineData("customer.traits.size > 40", "is: error")]
    [InlineData("int(customer.traits.tags)", "is: error")]
    [InlineData("customer.traits.age", "value: 36")]
    [InlineData("int(customer.traits.age)", "value: 36")]
    [InlineData("customer.traits.postcode", "value: \"01099\"")]
    [InlineData("customer.traits.born", "value: \"1990-03-04\"")]
    [InlineData("customer.traits.tags", "value: [a, 1, true, null]")]
    [InlineData("customer.traits.address.city", "value: Berlin")]
    [InlineData("customer.traits.?plan", "value: null")]
    [InlineData("customer.traits.?age", "value: 36")]
    [InlineData("customer.identities.email", "value: ada@example.com")]
    [InlineData("customer.identities.phone", "value: \"0049123\"")]
    [InlineData("account.id", "value: acme")]
    [InlineData("account.traits.plan", "value: pro")]
    [InlineData("now", "value: 2026-11-22T10:00:00Z")]
    [InlineData("events(\"Order Completed\").last().timestamp", "value: 2026-11-02T10:00:00Z")]
    [InlineData("events(\"Order Completed\").first().timestamp", "value: 2026-01-02")]
    [InlineData("now - events(\"Order Completed\").last().timestamp", "value: 20d")]
    [InlineData("events(\"Order Completed\").sum(e, e.properties.total)", "value: 59.8")]
    [InlineData("{\"a\": 1u, \"b\": [2]}", "value: { a: 1, b: [2] }")]
    [InlineData("b\"ab\"", "value: YWI=")]
    [InlineData("type(1)", "value: int")]
    public void A_case_passes_when_what_it_says_comes_out(string rule, string expected) => Assert.Null(Ada(rule, expected).Run().Got);

    [Theory]
    [InlineData("customer.traits.age > 30", "is: false")]
    [InlineData("customer.traits.size > 40", "is: false")]
    [InlineData("customer.traits.age", "is: true")]
    [InlineData("customer.traits.size", "value: null")]
    [InlineData("customer.traits.age", "value: \"36\"")]
    [InlineData("customer.traits.postcode", "value: 1099")]
    [InlineData("customer.traits.tags", "value: [a, 1, true]")]
    [InlineData("customer.traits.born", "value: 1990-03-05")]
    [InlineData("now", "value: 2026-11-22")]
    [InlineData("customer.traits.age > 30", "is: true\n    because: needs more than 31")]
    [InlineData("customer.traits.age > 30", "is: true\n    because: [needs more than 30, gone]")]
    [InlineData("customer.traits.", "is: error")]
    public void A_case_fails_when_something_else_comes_out(string rule, string expected) => Assert.NotNull(Ada(rule, expected).Run().Got);

    [Fact]
    public void A_case_that_fails_over_a_name_asks_whether_another_was_meant() =>
        Assert.Equal("false\n\"Order Complted\" did not happen\nDid you mean events(\"Order Completed\")?", Ada("events(\"Order Complted\").any()", "is: true").Run().Got);

    [Fact]
    public void The_event_at_hand_is_the_last_of_the_history()
    {
        var file = Written("""
            event: { name: Order Completed, properties: { total: 5 } }
            rules:
              - title: First order
                rule: events("Order Completed").count() == 1 && event.properties.total == 5
                is: true
              - rule: events("Order Completed").last().timestamp == now && event.type == "track"
                is: true
            """);
        Assert.All(CaseFiles.Read(file), one => Assert.Null(one.Run().Got));
        Assert.Equal("line 3, First order", CaseFiles.Read(file)[0].Run().Title);
    }

    [Theory]
    [InlineData("rules", "line 1, column 1: The file must be keys with values.")]
    [InlineData("customer: {}", "line 1, column 1: `rules` is missing in a file of cases. Write for example - rule:")]
    [InlineData("rules: []", "line 1, column 8: There is no rule below `rules`.")]
    [InlineData("custmer: {}\nrules:\n  - rule: 'true'\n    is: true", "line 1, column 1: `custmer` is not a key of a file of cases. Did you mean `customer`?")]
    [InlineData("customer: { trait: { age: 36 } }\nrules:\n  - rule: 'true'\n    is: true", "line 1, column 13: `trait` is not a key of `customer`. Did you mean `traits`?")]
    [InlineData("customer: { consents: { email: yes } }\nrules:\n  - rule: 'true'\n    is: true", "line 1, column 32: A consent is true (granted) or false (withdrawn).")]
    [InlineData("customer: { segments: lapsing }\nrules:\n  - rule: 'true'\n    is: true", "line 1, column 23: `segments` must be a list. Write for example segments: [lapsing].")]
    [InlineData("now: yesterday\nrules:\n  - rule: 'true'\n    is: true", "line 1, column 6: `yesterday` is no moment. Write for example 2026-11-22T10:00:00Z")]
    [InlineData("history:\n  - event: A\nrules:\n  - rule: 'true'\n    is: true", "line 2, column 5: When did it happen? `ago` and `at` are missing.")]
    [InlineData("history:\n  - { event: A, ago: 20 days }\nrules:\n  - rule: 'true'\n    is: true", "line 2, column 22: `20 days` is no length of time. Write for example 20d")]
    [InlineData("history:\n  - { event: A, at: 2026-01-01 }\nrules:\n  - rule: 'true'\n    is: true", "line 2, column 21: With `at` in the history the file must say when now is. Add for example now: 2026-11-22T10:00:00Z at the top.")]
    [InlineData("now: 2026-01-01\nhistory:\n  - { event: A, at: 2026-01-02 }\nrules:\n  - rule: 'true'\n    is: true", "line 3, column 21: `at` is later than now, which is 2026-01-01T00:00:00Z.")]
    [InlineData("rules:\n  - rule: 'true'\n    is: perhaps", "line 3, column 9: `is` cannot be `perhaps`. Write is: true, is: false, or is: error")]
    [InlineData("rules:\n  - rule: 'true'", "line 2, column 5: What must come out is missing. Write is: true")]
    [InlineData("rules:\n  - is: true", "line 2, column 5: `rule` is missing in a rule.")]
    [InlineData("rules:\n  - rule: !customer.traits.newsletter\n    is: true", "line 2, column 11: !customer.traits.newsletter at the beginning of a text means something else in YAML. A rule that begins with a quote, ! or [")]
    [InlineData("rules:\n  - rule: \"vip\" in customer.traits.tags\n    is: true", "A rule that begins with a quote, ! or [")]
    [InlineData("rules:\n\t- rule: 'true'", "Indent with spaces")]
    [InlineData("rules: &x [*x]", "line 1, column 8: Anchors (&) and aliases (*) are not read here.")]
    [InlineData("rules: [1\nb: 2", "line ")]
    [InlineData("", "line 1, column 1: The file must be keys with values.")]
    public void A_mistake_is_told_with_file_line_and_what_would_be_right(string text, string said)
    {
        var file = Written(text);
        var failed = Assert.Throws<CommandFailedException>(() => CaseFiles.Read(file));
        Assert.StartsWith($"{file}, ", failed.Message, StringComparison.Ordinal);
        Assert.Contains(said, failed.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void All_mistakes_are_told_at_once()
    {
        var failed = Assert.Throws<CommandFailedException>(() => CaseFiles.Read(Written("custmer: {}\nrules:\n  - rule: 'true'\n    is: perhaps")));
        Assert.Equal(2, failed.Message.Split('\n').Length);
    }

    private ICase Ada(string rule, string expected) => Assert.Single(CaseFiles.Read(Written($$"""
        customer:
          traits:
            age: 36
            postcode: 01099
            born: 1990-03-04
            tags: [a, 1, true, null]
            address: { city: Berlin }
          identities: { email: [ada@example.com, other@example.com], phone: 0049123 }
        account: { id: acme, traits: { plan: pro } }
        now: 2026-11-22T10:00:00Z
        history:
          - { event: Order Completed, at: 2026-01-02, properties: { total: 19.90 } }
          - { event: Order Completed, ago: 20d, properties: { total: 39.90 } }
        rules:
          - rule: >-
              {{rule}}
            {{expected}}
        """)));

    private string Written(string text)
    {
        var path = Path.Combine(folder, "cases.yaml");
        File.WriteAllText(path, text);
        return path;
    }
}
