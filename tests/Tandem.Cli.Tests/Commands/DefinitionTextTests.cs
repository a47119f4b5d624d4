using Tandem.Cli.Commands;

namespace Tandem.Cli.Tests.Commands;

public sealed class DefinitionTextTests
{
    [Fact]
    public void Several_files_become_one_text_that_knows_where_its_lines_came_from()
    {
        var text = new DefinitionText();
        text.Add("a.yaml", "kind: segment\r\nx: 1\r\n");
        text.Add("b.yaml", "# says what\n---\nkind: journey\n");
        text.Add("c.yaml", "kind: template");
        Assert.Equal("kind: segment\nx: 1\n# says what\n---\nkind: journey\n---\nkind: template\n", text.Text);
        Assert.Equal(("a.yaml", 2, "x: 1"), text.Place(2));
        Assert.Equal(("b.yaml", 3, "kind: journey"), text.Place(5));
        Assert.Equal(("c.yaml", 1, "kind: template"), text.Place(7));
        Assert.Null(text.Place(99));
    }
}
