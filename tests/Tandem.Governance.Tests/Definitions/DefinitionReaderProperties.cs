using FsCheck;
using FsCheck.Fluent;

namespace Tandem.Governance.Tests.Definitions;

public sealed class DefinitionReaderProperties
{
    private const string Good = "kind: segment\nmetadata: { name: a, title: \"A \\t b\" }\nspec:\n  expression: >-\n    a\n    b\n  list:\n    - 'x'\n    - [1, {y: 2}]\n  text: |\n    z\n---\nkind: journey\nmetadata: {name: j}\nspec: {}\n";

    [Fact]
    public void No_damage_to_a_text_makes_reading_it_fail_otherwise_than_with_errors() =>
        Prop.ForAll(Damaged().ToArbitrary(), text =>
        {
            var read = Drafts.Reader.ReadMany(text);
            return read.IsOk || !read.Errors.IsEmpty;
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(3000));

    // Found by the property above: the parser's events are lost, without an error of its own.
    [Theory]
    [InlineData("kind: journey", ": journey")]
    [InlineData("\"A \\t b\" }", "\"A \\t b\" }*a")]
    public void A_text_that_the_parser_gives_up_on_is_an_error(string good, string damaged) =>
        Assert.Equal("The text is no YAML: It cannot be read to its end.", Drafts.Reader.ReadMany(Good.Replace(good, damaged)).Errors[^1].Message);

    private static Gen<string> Damaged()
    {
        var piece = Gen.Elements("\n", " ", "\t", ":", "- ", "{", "}", "[", "]", "'", "\"", "\\", "#", "|", ">", "&a", "*a", "!t", "%", "?", "---\n", "...\n", "@", "`", ",", "\0", "\uD800", "\uFEFF", "<<: ", "|2-\n", "\\u12");
        var change = from at in Gen.Choose(0, Good.Length)
                     from cut in Gen.Choose(0, 6)
                     from put in piece
                     select (at, cut, put);
        return from changes in Gen.ListOf(change, 4)
               select changes.Aggregate(Good, (text, edit) => text[..Math.Min(edit.at, text.Length)] + edit.put + text[Math.Min(edit.at + edit.cut, text.Length)..]);
    }
}
