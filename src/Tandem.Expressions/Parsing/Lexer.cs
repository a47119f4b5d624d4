using Tandem.Expressions.Syntax;
using Tandem.Expressions.Values;
using Tandem.Primitives;

namespace Tandem.Expressions.Parsing;

/// <summary>Cuts a text into tokens, one at a time. The first mistake is kept in <see cref="Problem"/> and ends the text.</summary>
internal sealed class Lexer(string text)
{
    private static readonly string[] TwoCharacterSymbols = ["==", "!=", "<=", ">=", "&&", "||"];
    private static readonly Dictionary<char, string> Symbols = "+-*/%<>!?:.,()[]{}".ToDictionary(c => c, c => c.ToString());

    private int position;

    public Problem? Problem { get; private set; }

    public Token Next()
    {
        SkipBlank();
        if (position >= text.Length || Problem is not null) return new Token(TokenKind.End, new TextSpan(text.Length, text.Length));
        var c = text[position];
        if (char.IsAsciiDigit(c) || (c == '.' && char.IsAsciiDigit(Peek(1)))) return Number();
        if (StringLiteral.StartsAt(text, position)) return String();
        if (Words.IsStart(c)) return Word();
        return c == '`' ? QuotedWord() : Symbol();
    }

    private void SkipBlank()
    {
        while (position < text.Length)
        {
            if (text[position] is ' ' or '\t' or '\n' or '\r' or '\f')
                position++;
            else if (text[position] == '/' && Peek(1) == '/')
                position = text.IndexOf('\n', position) is >= 0 and var end ? end : text.Length;
            else
                return;
        }
    }

    private Token Word()
    {
        var start = position;
        while (position < text.Length && Words.IsPart(text[position])) position++;
        var span = new TextSpan(start, position);
        var word = text[start..position];
        return word switch
        {
            "true" => new Token(TokenKind.Literal, span, word, Value.True),
            "false" => new Token(TokenKind.Literal, span, word, Value.False),
            "null" => new Token(TokenKind.Literal, span, word, Value.Null),
            "in" => new Token(TokenKind.Symbol, span, word),
            _ => new Token(TokenKind.Identifier, span, word),
        };
    }

    private Token QuotedWord()
    {
        var start = position++;
        while (position < text.Length && Words.IsQuotable(text[position])) position++;
        if (position >= text.Length || text[position] != '`' || position == start + 1)
            return Fail("A name in backquotes ends with a backquote and has only letters, digits, `_`, `.`, `-`, `/` and spaces.", start, position + 1, "Other names go in brackets: customer.traits[\"naïve name\"]");
        position++;
        return new Token(TokenKind.QuotedIdentifier, new TextSpan(start, position), text[(start + 1)..(position - 1)]);
    }

    private Token Symbol()
    {
        var start = position;
        foreach (var symbol in TwoCharacterSymbols)
        {
            if (!text.AsSpan(position).StartsWith(symbol)) continue;
            position += 2;
            return new Token(TokenKind.Symbol, new TextSpan(start, position), symbol);
        }
        if (Symbols.TryGetValue(text[start], out var single))
        {
            position++;
            return new Token(TokenKind.Symbol, new TextSpan(start, position), single);
        }
        var width = char.IsSurrogatePair(text[start], Peek(1)) ? 2 : 1;
        return Fail($"`{text.Substring(start, width)}` has no meaning here.", start, start + width, text[start] switch
        {
            '=' => "Equality is written ==",
            '&' => "Both conditions: a && b",
            '|' => "Either condition: a || b",
            '“' or '”' or '‘' or '’' or '„' => "Text goes in straight quotes: \"like this\"",
            _ => null,
        });
    }

    private Token Number()
    {
        var start = position;
        var reading = NumberLiteral.Read(text, ref position);
        var span = new TextSpan(start, position);
        return reading switch
        {
            { Problem: { } message } => Fail(message, start, position, HintForNumber(text[start..position])),
            { IsSmallestInt: true } => new Token(TokenKind.SmallestInt, span),
            _ => new Token(TokenKind.Literal, span, "", reading.Value),
        };
    }

    private static string? HintForNumber(string text) => Duration.TryParse(text, out _) ? $"A length of time is a text, in quotes: \"{text}\"" : null;

    private Token String()
    {
        var start = position;
        var literal = StringLiteral.Read(text, ref position);
        return literal.Problem is { } problem
            ? Fail(problem.Message, problem.Span.Start, problem.Span.End, problem.Hint)
            : new Token(TokenKind.Literal, new TextSpan(start, position), "", literal.Value);
    }

    private Token Fail(string message, int start, int end, string? hint = null)
    {
        Problem = new Problem("bad_token", message, new TextSpan(start, Math.Min(end, text.Length)), hint);
        return new Token(TokenKind.End, new TextSpan(start, start));
    }

    private char Peek(int ahead) => position + ahead < text.Length ? text[position + ahead] : '\0';
}
