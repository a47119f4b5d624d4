namespace Tandem.Expressions.Tests.Functions;

/// <summary>Patterns mean what RE2 says they mean.</summary>
public sealed class PatternSyntaxTests
{
    [Theory]
    [InlineData("a\n", "^a$", false)]
    [InlineData("a\nb", "(?m)^a$", true)]
    [InlineData("a\nb", "(?m:^b)$", true)]
    [InlineData("a\nb", "a.b", false)]
    [InlineData("a\nb", "(?s)a.b", true)]
    [InlineData("a\nb", "(?s:a.)b", true)]
    [InlineData("a\nbc\nd", "(?s:a.)bc.d", false)]
    [InlineData("٣", "\\d", false)]
    [InlineData("é", "\\w", false)]
    [InlineData("é", "^\\W$", true)]
    [InlineData("\u00a0", "\\s", false)]
    [InlineData("\v", "\\s", false)]
    [InlineData("\v", "[[:space:]]", true)]
    [InlineData("🐱", "^.$", true)]
    [InlineData("🐱🐱", "^🐱{2}$", true)]
    [InlineData("🐱", "^[^a]$", true)]
    [InlineData("🐱", "^[🐰-🐲]$", true)]
    [InlineData("🐳", "^[🐰-🐲]$", false)]
    [InlineData("🐳", "^[^🐰-🐲]$", true)]
    [InlineData("🐱", "^\\x{1F431}$", true)]
    [InlineData("🐱", "^\\PL$", true)]
    [InlineData("é", "^\\pL$", true)]
    [InlineData("É", "^\\p{Lu}\\P{Lu}*$", true)]
    [InlineData("HELLO", "(?i)hello", true)]
    [InlineData("HELLO", "h(?i:ELLO)", false)]
    [InlineData("Hello", "(?i)h(?-i)ello", true)]
    [InlineData("a.b", "^\\Qa.b\\E$", true)]
    [InlineData("axb", "^\\Qa.b\\E$", false)]
    [InlineData("ab", "^(?P<first>a)(?<second>b)$", true)]
    [InlineData("-]", "^[]-]+$", true)]
    [InlineData("[", "[a-z[]", true)]
    [InlineData("x-", "^[a-z\\-]+$", true)]
    [InlineData("A", "\\101", true)]
    [InlineData("A", "\\x41", true)]
    [InlineData("xyz", "^[^[:digit:]]{3}$", true)]
    [InlineData("aeiou", "^[a-z-[aeiou]]+$", false)]
    [InlineData("a{,2}", "^a{,2}$", true)]
    [InlineData("", "", true)]
    public void A_pattern_matches_as_in_RE2(string text, string pattern, bool matches)
    {
        var value = Program.Compile("text.matches(pattern)", Types.Declarations.Of(("text", Types.RuleType.String), ("pattern", Types.RuleType.String))).Value
            .Evaluate(new Dictionary<string, Values.Value> { ["text"] = Values.Value.Of(text), ["pattern"] = Values.Value.Of(pattern) });
        Assert.Equal(Values.Value.Of(matches), value);
    }

    [Theory]
    [InlineData("(?=a)")]
    [InlineData("(?!a)")]
    [InlineData("(?<=a)")]
    [InlineData("(?#note)")]
    [InlineData("(?x)a b")]
    [InlineData("(a)\\1")]
    [InlineData("\\u0041")]
    [InlineData("\\Z")]
    [InlineData("\\x{110000}")]
    [InlineData("\\p{Nothing}")]
    [InlineData("[[:nothing:]]")]
    [InlineData("[b-a]")]
    [InlineData("[a")]
    [InlineData("a**")]
    [InlineData("*a")]
    [InlineData("(a")]
    [InlineData("a)")]
    [InlineData("\\")]
    [InlineData("[\\")]
    [InlineData("\\p")]
    [InlineData("(?P<a")]
    [InlineData("(?")]
    public void What_RE2_does_not_have_is_no_pattern(string pattern)
    {
        var value = Program.Compile("'a'.matches(pattern)", Types.Declarations.Of(("pattern", Types.RuleType.String))).Value.Evaluate(new Dictionary<string, Values.Value> { ["pattern"] = Values.Value.Of(pattern) });
        Assert.True(value.IsError, $"{pattern} is a pattern");
        Assert.Equal("bad_pattern", value.AsError.Code);
    }
}
