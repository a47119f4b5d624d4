namespace Tandem.Expressions.Tests.Peer;

/// <summary>Makes random patterns of RE2's syntax, some of them wrong, and short texts for them. The same seed always makes the same ones.</summary>
internal sealed class RandomPatterns(int seed)
{
    private readonly Random random = new(seed);

    /// <summary>An expression that matches a text with a pattern.</summary>
    public string Next() => $"'{Several(() => One("a", "b", "l", "Z", "7", " ", "_", "-", "é", "٣", "🐱", "\\n"), 6)}'.matches(r'{Pattern(3)}')";

    private string Pattern(int depth)
    {
        var pattern = Several(() => Part(depth), 4);
        return random.Next(6) switch
        {
            0 => "^" + pattern,
            1 => pattern + "$",
            2 => $"^{pattern}$",
            3 => $"{pattern}|{Part(depth)}",
            _ => pattern,
        };
    }

    // RE2 lets a repeat after a flag mean what stands before the flag; nobody writes that.
    private string Part(int depth) => random.Next(12) == 0 ? One("(?i)", "(?s)", "(?m)", "(?-i)") : Piece(depth) + (random.Next(3) == 0 ? One("*", "+", "?", "{2}", "{1,3}", "{0}", "*?", "{,2}") : "");

    private string Piece(int depth) => random.Next(depth > 0 ? 8 : 6) switch
    {
        0 or 1 => One("a", "b", "l", "Z", "7", " ", "_", "-", "é", "🐱"),
        2 => One(".", ".", "\\d", "\\D", "\\w", "\\W", "\\s", "\\S"),
        3 => One("[a-l]", "[^a]", "[^a-z]", "[[:digit:]]", "[^[:alpha:]_]", "[\\d-]", "[🐰-🐲é]", "[^🐱]", "[]a]", "[\\w ]", "[\\PL]", "[a-"),
        4 => One("\\pL", "\\PL", "\\p{Lu}", "\\p{^Nd}", "\\x{1F431}", "\\x61", "\\101", "\\.", "\\Qa.\\E", "\\1", "\\u0061", "\\n"),
        5 => One("\\A", "\\z", "^", "$", "(?i:A)"),
        6 => $"({Pattern(depth - 1)})",
        _ => $"{One("(?:", "(?P<n>", "(?i:", "(?s:", "(?m:", "(?=")}{Pattern(depth - 1)})",
    };

    private string Several(Func<string> part, int most) => string.Concat(Enumerable.Range(0, random.Next(most + 1)).Select(_ => part()));

    private string One(params ReadOnlySpan<string> choices) => choices[random.Next(choices.Length)];
}
