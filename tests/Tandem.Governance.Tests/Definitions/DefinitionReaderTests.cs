using Tandem.Governance.Definitions;
using Tandem.Governance.Definitions.Nodes;

namespace Tandem.Governance.Tests.Definitions;

public sealed class DefinitionReaderTests
{
    private const string Two = """
        # who they are
        kind: segment
        metadata: { name: lapsing, title: Lapsing buyers, description: No order for long }
        spec:
          expression: 'true'   # all of them
        ---
        kind: template
        metadata:
          name: win-back
        spec: { channel: email }
        ...
        """;

    [Fact]
    public void Several_definitions_are_read_from_one_text_each_with_its_own_text()
    {
        var drafts = Drafts.Many(Two);

        Assert.Equal(["segment/lapsing", "template/win-back"], drafts.Select(draft => draft.Key.ToString()));
        Assert.Equal(("Lapsing buyers", "No order for long"), (drafts[0].Title, drafts[0].Description));
        Assert.Equal(("win-back", null), (drafts[1].Title, drafts[1].Description));
        Assert.StartsWith("# who they are\nkind: segment\n", drafts[0].Text);
        Assert.EndsWith("# all of them\n", drafts[0].Text);
        Assert.Equal("kind: template\nmetadata:\n  name: win-back\nspec: { channel: email }\n", drafts[1].Text);
        Assert.Equal((10, 7), (drafts[1].Spec.Line, drafts[1].Spec.Column));
    }

    [Fact]
    public void A_definitions_own_text_reads_as_the_same_definition()
    {
        foreach (var draft in Drafts.Many(Two))
        {
            var again = Drafts.Reader.ReadOne(draft.Text, draft.Key).Value;
            Assert.Equal((draft.Key, draft.Title, draft.Description, draft.Text), (again.Key, again.Title, again.Description, again.Text));
            Assert.Equal(draft.Spec.ToJson()!.ToJsonString(), again.Spec.ToJson()!.ToJsonString());
        }
    }

    [Fact]
    public void Json_reads_as_yaml_does_with_tabs_and_escapes()
    {
        var draft = Assert.Single(Drafts.Many("{\n\t\"kind\": \"segment\",\n\t\"metadata\":{\"name\":\"a\"},\n\t\"spec\": {\"x\":\"a\\/b\\ud83d\\ude00\",\"n\":[1,2.5,null,true,\"1\"]}\n}"));
        var json = draft.Spec.ToJson()!;
        Assert.Equal("a/b😀", (string?)json["x"]);
        Assert.Equal("""[1,2.5,null,true,"1"]""", json["n"]!.ToJsonString());
    }

    [Fact]
    public void Kind_and_name_may_be_left_out_where_the_address_says_them()
    {
        var draft = Drafts.Reader.ReadOne("spec: {}", new("segment", "all")).Value;
        Assert.Equal(("segment/all", "all"), (draft.Key.ToString(), draft.Title));
    }

    [Fact]
    public void Kind_and_name_that_contradict_the_address_are_refused()
    {
        var errors = Drafts.Reader.ReadOne("kind: journey\nmetadata: { name: some }\nspec: {}", new("segment", "all")).Errors;
        Assert.Equal([("mismatch", "kind", 1, 7), ("mismatch", "metadata.name", 2, 19)], errors.Select(error => (error.Code, error.Path, error.Line!.Value, error.Column!.Value)));
    }

    [Theory]
    [InlineData("kid: segment", "unknown_key", 1, 1, "Did you mean kind?")]
    [InlineData("kind: segmnt\nmetadata: { name: a }\nspec: {}", "unknown_kind", 1, 7, "Did you mean segment?")]
    [InlineData("kind: segment\nmetadata: { name: a, titel: A }\nspec: {}", "unknown_key", 2, 22, "Did you mean title?")]
    [InlineData("kind: segment\nmetadata: { name: Spring Mail! }\nspec: {}", "bad_name", 2, 19, "spring-mail would do.")]
    [InlineData("kind: segment\nmetadata: { name: a }", "missing", 1, 1, "Add spec: …")]
    [InlineData("kind: segment\nmetadata: [a]\nspec: {}", "wrong_type", 2, 11, "Write key: value, with the keys name, title, description.")]
    [InlineData("kind: segment\nmetadata: { name: true }\nspec: {}", "wrong_type", 2, 19, "Put quotes around it.")]
    [InlineData("kind: segment\nkind: segment\nmetadata: { name: a }\nspec: {}", "duplicate_key", 2, 1, "Keep one of them.")]
    [InlineData("kind: segment\nmetadata: { name: a }\nspec: &x {}", "anchor", 3, 7, null)]
    [InlineData("kind: segment\nmetadata: { name: a }\nspec: { a: *x }", "anchor", 3, 12, null)]
    [InlineData("kind: segment\nmetadata: { name: !!str a }\nspec: {}", "tag", 2, 19, null)]
    [InlineData("kind: segment\nmetadata: { name: a }\nspec:\n\texpression: a", "bad_yaml", 4, 1, "Indent with spaces: YAML does not take tabs.")]
    [InlineData("kind: segment\nmetadata: a: b", "bad_yaml", 2, 12, null)]
    [InlineData("kind: segment\nmetadata: [1, 2\nspec: {}", "bad_yaml", 2, 12, null)]
    [InlineData("kind: segment\nmetadata: { name: a }*a\nspec: {}", "anchor", 2, 22, null)]
    [InlineData("!<> kind: segment", "bad_yaml", null, null, null)]
    [InlineData("- kind: segment", "wrong_type", 1, 1, null)]
    [InlineData("# nothing\n---\n", "empty", null, null, null)]
    [InlineData("kind: segment\nmetadata: { name: a }\nspec: {}\n---\nkind: segment\nmetadata: { name: a }\nspec: {}", "duplicate_definition", 5, 1, "Keep one of them.")]
    public void A_mistake_is_told_with_its_place_and_what_would_be_right(string text, string code, int? line, int? column, string? hint)
    {
        var error = Drafts.Reader.ReadMany(text).Errors[0];
        Assert.Equal((code, line, column), (error.Code, error.Line, error.Column));
        if (hint is not null) Assert.Equal(hint, error.Hint);
    }

    [Fact]
    public void All_mistakes_are_told_at_once()
    {
        var errors = Drafts.Reader.ReadMany("kind: nothing\nmetadata: { name: A B, titel: x }\nspc: {}").Errors;
        Assert.Equal(["unknown_key", "unknown_key", "unknown_kind", "bad_name", "missing"], errors.Select(error => error.Code));
    }

    [Fact]
    public void Texts_that_are_too_large_or_too_deep_are_refused()
    {
        Assert.Equal("too_large", Assert.Single(Drafts.Reader.ReadOne(new string('#', DefinitionReader.MaxBytes + 1), new("segment", "a")).Errors).Code);
        var deep = $"kind: segment\nmetadata: {{ name: a }}\nspec: {new string('[', 5000)}{new string(']', 5000)}";
        Assert.Contains("64 levels", Drafts.OnlyError(deep).Message);
    }

    [Fact]
    public void At_most_a_hundred_errors_are_told()
    {
        var text = "kind: segment\nmetadata: { name: a }\nspec: {}\n" + string.Concat(Enumerable.Range(0, 5000).Select(n => $"key{n}: 1\n"));
        Assert.Equal(ErrorList.Max, Drafts.Reader.ReadMany(text).Errors.Length);
    }
}
