using Tandem.Governance.Definitions.Nodes;
using Tandem.Primitives;

namespace Tandem.Governance.Tests.Definitions.Nodes;

public sealed class NodeCursorTests
{
    private readonly ErrorList errors = new();

    [Theory]
    [InlineData("x: one MISTAKE here", 1, 8)]
    [InlineData("x: 'it''s a MISTAKE'", 1, 13)]
    [InlineData("x: \"tab\\t and \\u0041 MISTAKE\"", 1, 22)]
    [InlineData("{\"x\":\"a\\\"b\\\" MISTAKE\"}", 1, 14)]
    [InlineData("x: plain over\n   two\n\n   and MISTAKE", 4, 8)]
    [InlineData("x: \"over  \n  two \\\n   lines MISTAKE\"", 3, 10)]
    [InlineData("x: '😀 MISTAKE'", 1, 8)]
    [InlineData("x: |\n  one\n    two\n\n  MISTAKE\n", 5, 3)]
    [InlineData("x: >-\n  one\n  two\n\n  three MISTAKE\n", 5, 9)]
    [InlineData("x: >\n\n  one\n    more indented\n  MISTAKE\n\n# end\n", 5, 3)]
    [InlineData("x: >- # say why\n  one &&\n  MISTAKE\ny: 1", 3, 3)]
    public void A_mistake_inside_a_text_is_told_at_its_place_in_the_definition(string yaml, int line, int column)
    {
        var x = Root(yaml).Map("x", "y").Required("x");
        var (inLine, inColumn) = PlaceInside(x.Text());

        x.AddInside(new("wrong", "Wrong.") { Line = inLine, Column = inColumn });

        var error = Assert.Single(errors.ToArray());
        Assert.Equal(("x", line, column), (error.Path, error.Line!.Value, error.Column!.Value));
    }

    [Fact]
    public void A_place_that_cannot_be_told_for_sure_is_the_beginning_of_the_text()
    {
        var x = Root("x: |2\n   MISTAKE").Map("x").Required("x");
        x.AddInside(new("wrong", "Wrong.") { Line = 1, Column = 2 });
        Assert.Equal((1, 4), (errors.ToArray()[0].Line!.Value, errors.ToArray()[0].Column!.Value));
    }

    [Fact]
    public void Values_are_read_as_what_they_should_be()
    {
        var map = Root("text: 5\nflag: true\nwhole: 3\nfor: 1d12h\nlist: [a, b]\nword: two\nnone:").Map("text", "flag", "whole", "for", "list", "word", "none");

        Assert.Equal("5", map.Required("text").Text());
        Assert.True(map.Optional("flag").Flag(false));
        Assert.Equal(3, map.Optional("whole").Whole(1, 1, 10));
        Assert.Equal(Duration.FromHours(36), map.Required("for").Duration());
        Assert.Equal(["a", "b"], map.Required("list").Items().Select(item => item.Text()));
        Assert.Equal(2, map.Required("word").OneOf(0, ("one", 1), ("two", 2)));
        Assert.Null(map.Optional("none").TextOrNull());
        Assert.Equal("text", map.One("text", "other"));
        Assert.True(errors.IsEmpty);
    }

    [Theory]
    [InlineData("x: [a]", "wrong_type", "Here belongs a text, and this is a list.")]
    [InlineData("x: ' '", "empty", "This text is empty.")]
    [InlineData("x:", "missing", "x is missing.")]
    public void A_text_that_is_none_is_told_once(string yaml, string code, string message)
    {
        Root(yaml).Map("x").Required("x").Name();
        var error = Assert.Single(errors.ToArray());
        Assert.Equal((code, message), (error.Code, error.Message));
    }

    [Theory]
    [InlineData("0", "out_of_range")]
    [InlineData("1.5", "out_of_range")]
    [InlineData("99999999999999999999", "out_of_range")]
    [InlineData("one", "wrong_type")]
    [InlineData("'1'", "wrong_type")]
    public void A_number_that_does_not_fit_is_refused(string yaml, string code)
    {
        Assert.Equal(7, Root("x: " + yaml).Map("x").Required("x").Whole(7, 1, 10));
        Assert.Equal(code, Assert.Single(errors.ToArray()).Code);
    }

    [Theory]
    [InlineData("0d")]
    [InlineData("10")]
    [InlineData("soon")]
    public void A_length_of_time_needs_a_number_and_a_unit(string yaml)
    {
        Root("x: " + yaml).Map("x").Required("x").Duration();
        Assert.Equal("bad_duration", Assert.Single(errors.ToArray()).Code);
    }

    [Fact]
    public void An_unknown_word_names_the_nearest_one()
    {
        Root("x: marketting").Map("x").Required("x").OneOf(0, ("marketing", 1), ("transactional", 2));
        Assert.Equal("Did you mean marketing?", Assert.Single(errors.ToArray()).Hint);
    }

    [Theory]
    [InlineData("{}", "missing")]
    [InlineData("{ a: 1, b: 2 }", "too_many")]
    public void Exactly_one_of_some_keys_is_asked_for(string yaml, string code)
    {
        Assert.Null(Root(yaml).Map("a", "b").One("a", "b"));
        Assert.Equal(code, Assert.Single(errors.ToArray()).Code);
    }

    private NodeCursor Root(string yaml) => new(Assert.Single(NodeParser.Parse(yaml, errors)).Root, errors);

    private static (int Line, int Column) PlaceInside(string text)
    {
        var before = text[..text.IndexOf("MISTAKE", StringComparison.Ordinal)];
        return (1 + before.Count(c => c == '\n'), before[(before.LastIndexOf('\n') + 1)..].EnumerateRunes().Count() + 1);
    }
}
