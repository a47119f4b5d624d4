using Tandem.Expressions.Parsing;
using Tandem.Expressions.Syntax;

namespace Tandem.Expressions.Tests.Parsing;

public sealed class ParserTests
{
    [Theory]
    [InlineData("1+2*3-4", "1 + 2 * 3 - 4")]
    [InlineData("(1+2)*3", "(1 + 2) * 3")]
    [InlineData("1-(2-3)", "1 - (2 - 3)")]
    [InlineData("(1-2)-3", "1 - 2 - 3")]
    [InlineData("a&&b||c&&d", "a && b || c && d")]
    [InlineData("a&&(b||c)", "a && (b || c)")]
    [InlineData("(a&&b)&&c", "(a && b) && c")]
    [InlineData("a?b:c?d:e", "a ? b : c ? d : e")]
    [InlineData("(a?b:c)?d:e", "(a ? b : c) ? d : e")]
    [InlineData("!(a&&b)", "!(a && b)")]
    [InlineData("!a.b", "!a.b")]
    [InlineData("-(5)", "-(5)")]
    [InlineData("-5", "-5")]
    [InlineData("a- -5", "a - -5")]
    [InlineData("-(5.x)", "-(5.x)")]
    [InlineData("(1==2)==true", "1 == 2 == true")]
    [InlineData("'it''s'.size()", null)]
    [InlineData("'a\"b'", "\"a\\\"b\"")]
    [InlineData("b'\\xff'", "b\"\\xff\"")]
    [InlineData("r'\\d'", "\"\\\\d\"")]
    [InlineData("1e3", "1000.0")]
    [InlineData("0x1Fu", "31u")]
    [InlineData("[1,2,]", "[1, 2]")]
    [InlineData("{'a':1,}", "{\"a\": 1}")]
    [InlineData("f(1,)", null)]
    [InlineData("a.`b-c`", "a.`b-c`")]
    [InlineData("a.`b`", "a.b")]
    [InlineData("has(a.b)", "has(a.b)")]
    [InlineData("has(a['b c é'])", "has(a[\"b c é\"])")]
    [InlineData("x.existsOne(i,i)", "x.exists_one(i, i)")]
    [InlineData("x.existsOne(i,v,i==v)", "x.exists_one(i, v, i == v)")]
    [InlineData("x.transformMap(k,v,k!='',v)", "x.transformMap(k, v, k != \"\", v)")]
    [InlineData("x.transformList(k,k,v)", null)]
    [InlineData("x.transformList(k,1,v)", null)]
    [InlineData("x.transformList(k,v)", "x.transformList(k, v)")]
    [InlineData("x.sortBy(i,i.a)", "x.sortBy(i, i.a)")]
    [InlineData("cel.bind(x,1,x+1)", "cel.bind(x, 1, x + 1)")]
    [InlineData("cel.bind(x.y,1,x)", null)]
    [InlineData("a ? b ? c : d : e", null)]
    [InlineData(".a.b", ".a.b")]
    [InlineData("a.in", null)]
    [InlineData("while", null)]
    [InlineData("a.while", "a.while")]
    [InlineData("1 2", null)]
    [InlineData("a..b", null)]
    [InlineData("a.1", null)]
    [InlineData("12ab", null)]
    [InlineData("0x", null)]
    [InlineData("1e999", null)]
    [InlineData("9223372036854775808", null)]
    [InlineData("-9223372036854775808", "-9223372036854775808")]
    [InlineData("'\\ud800'", null)]
    [InlineData("'a\nb'", null)]
    [InlineData("'''a\nb'''", "\"a\\nb\"")]
    [InlineData("Message{a: 1}", null)]
    public void A_text_has_one_printed_form_or_none(string text, string? printed)
    {
        var (tree, problem) = Parser.Parse(text, Limits.Default);
        Assert.Equal(tree is null, problem is not null);
        Assert.Equal(printed, tree is null ? null : Printer.Print(tree));
    }
}
