using FsCheck;
using FsCheck.Fluent;
using Tandem.Connect.Templates;

namespace Tandem.Connect.Tests.Templates;

public sealed class HtmlTextTests
{
    [Theory]
    [InlineData("plain", "plain")]
    [InlineData("<p>One</p><p>Two</p>", "One\n\nTwo")]
    [InlineData("One<br>Two<br/>Three", "One\nTwo\nThree")]
    [InlineData("<ul><li>a</li><li>b</li></ul>", "- a\n- b")]
    [InlineData("a &amp; b &lt;c&gt; &euro;5", "a & b <c> €5")]
    [InlineData("  many \n\t spaces  ", "many spaces")]
    [InlineData("<style>p { color: red }</style><p>x</p><!-- <p>hidden</p> -->", "x")]
    [InlineData("<head><title>T</title></head><body>B</body>", "B")]
    [InlineData("<a href='https://x.example/?a=1&amp;b=2'>Shop</a>", "Shop (https://x.example/?a=1&b=2)")]
    [InlineData("<a href=\"https://x.example\">https://x.example</a>", "https://x.example")]
    [InlineData("<table><tr><td>a</td><td>b</td></tr><tr><td>c</td></tr></table>", "a b\nc")]
    [InlineData("1 < 2 and 3 > 2", "1 < 2 and 3 > 2")]
    [InlineData("unclosed <b", "unclosed <b")]
    public void Html_becomes_readable_text(string html, string text) => Assert.Equal(text, HtmlText.From(html));

    [Fact]
    public void Any_text_goes_through() => Prop.ForAll<NonNull<string>>(html => HtmlText.From(html.Get) is not null).QuickCheckThrowOnFailure();

    [Theory]
    [InlineData("<")]
    [InlineData("<a")]
    [InlineData("<!--")]
    [InlineData("<style>")]
    [InlineData("<a href=\"")]
    public void The_worst_html_takes_no_time(string piece)
    {
        var html = string.Concat(Enumerable.Repeat(piece, MessageTemplate.MaxLength / piece.Length));
        Assert.True(HtmlText.From(html).Length <= html.Length * 2);
    }
}
