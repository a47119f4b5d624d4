using System.Collections.Immutable;
using Tandem.Expressions.Syntax;
using Tandem.Expressions.Values;

namespace Tandem.Expressions.Parsing;

/// <summary>
/// Text to tree, by precedence climbing. Stops at the first mistake. Both its own recursion and the tree's depth are
/// bounded by <see cref="Limits.MaxDepth"/>, so neither it nor any later walk can run out of stack.
/// </summary>
internal sealed partial class Parser
{
    private readonly Lexer lexer;
    private readonly Limits limits;
    private readonly bool macros;
    private Token current;
    private int depth;
    private Problem? problem;

    private Parser(string text, Limits limits, bool macros)
    {
        this.limits = limits;
        this.macros = macros;
        lexer = new Lexer(text);
        Advance();
    }

    /// <summary>The tree, or what is wrong; exactly one of both.</summary>
    /// <param name="macros">False leaves calls that are forms of the language as they are written.</param>
    public static (Node? Tree, Problem? Problem) Parse(string text, Limits limits, bool macros = true)
    {
        if (text.Length > limits.MaxLength)
            return (null, new Problem("too_long", $"A rule has at most {limits.MaxLength} characters; this one has {text.Length}.", new TextSpan(0, 0), "Split it into segments and combine them with in_segment(\"…\")"));
        if (SourceText.HalfCharacterIn(text) is >= 0 and var half)
            return (null, new Problem("bad_token", "This is half of a character, which no text may hold.", new TextSpan(half, half + 1), "Write the whole character, or escape it: \\U0001F600"));
        var parser = new Parser(text, limits, macros);
        if (parser.current.Kind == TokenKind.End && parser.lexer.Problem is null)
            return (null, new Problem("syntax", "There is no rule here.", new TextSpan(0, 0), "For example: customer.traits.age >= 18"));
        var tree = parser.Expression();
        if (tree is not null && parser.current.Kind != TokenKind.End) tree = parser.Unexpected("an operator or the end", parser.HintAfter(tree));
        return tree is null || parser.lexer.Problem is not null ? (null, parser.lexer.Problem ?? parser.problem) : (tree, null);
    }

    private Node? Expression()
    {
        if (++depth > limits.MaxDepth) return TooDeep(current.Span);
        var result = Conditional();
        depth--;
        return result;
    }

    private Node? Conditional()
    {
        var test = Operators(Precedence.Or);
        if (test is null || !current.Is("?")) return test;
        Advance();
        var then = Operators(Precedence.Or);
        if (then is null || !Expect(":", "and what holds otherwise: condition ? a : b")) return null;
        var otherwise = Expression();
        return otherwise is null ? null : Made(new Conditional(test, then, otherwise));
    }

    private Node? Operators(Precedence weakest)
    {
        var left = UnaryForm();
        while (left is not null && current.Kind == TokenKind.Symbol && BinaryOperators.Infix(current.Text) is { } infix && infix.Precedence >= weakest)
        {
            var symbol = current;
            if (infix.Operator is { } op)
            {
                Advance();
                var right = Operators(infix.Precedence + 1);
                left = right is null ? null : Made(new Binary(op, symbol.Span, left, right));
                continue;
            }
            var operands = ImmutableArray.CreateBuilder<Node>();
            operands.Add(left);
            while (current.Is(symbol.Text))
            {
                Advance();
                var operand = Operators(infix.Precedence + 1);
                if (operand is null) return null;
                operands.Add(operand);
            }
            left = Made(new Logical(infix.Precedence == Precedence.And, operands.ToImmutable()));
        }
        return left;
    }

    private Node? UnaryForm()
    {
        if (!current.Is("!") && !current.Is("-")) return Member();
        var symbol = current;
        Advance();
        if (symbol.Is("-") && Negated(symbol) is { } number) return Members(number);
        if (++depth > limits.MaxDepth) return TooDeep(symbol.Span);
        var next = current;
        var operand = UnaryForm();
        depth--;
        if (operand is Unary && next.Is(symbol.Is("!") ? "-" : "!")) return Fail($"`{next.Text}` cannot stand right after `{symbol.Text}`.", next.Span, $"With brackets: {symbol.Text}({next.Text}…)");
        return operand is null ? null : Made(new Unary(symbol.Span.To(operand.Span), symbol.Is("!") ? UnaryOperator.Not : UnaryOperator.Negate, operand));
    }

    private Literal? Negated(Token minus)
    {
        var value = current switch
        {
            { Kind: TokenKind.SmallestInt } => Value.Of(long.MinValue),
            { Kind: TokenKind.Literal, Value.Kind: ValueKind.Int } => Value.Of(-current.Value.AsInt),
            { Kind: TokenKind.Literal, Value.Kind: ValueKind.Double } => Value.Of(-current.Value.AsDouble),
            _ => Value.Null,
        };
        if (value.IsNull) return null;
        var literal = new Literal(minus.Span.To(current.Span), value);
        Advance();
        return literal;
    }

    private Node? Member() => Primary() is { } primary ? Members(primary) : null;

    private Node? Members(Node operand)
    {
        var member = operand;
        while (member is not null)
        {
            if (current.Is("."))
            {
                Advance();
                member = Field(member, TryTake("?"));
            }
            else if (current.Is("["))
            {
                Advance();
                var isOptional = TryTake("?");
                var key = Expression();
                var end = current.Span;
                member = key is null || !Expect("]", "to close this bracket") ? null : Made(new Syntax.Index(member.Span.To(end), member, key, isOptional));
            }
            else
            {
                return current.Is("{") && Types.Declarations.DottedName(member) is not null ? Fail("Rules make no messages.", member.Span, "A map is written {\"key\": value}, a time timestamp(\"2026-11-22T10:00:00Z\")") : member;
            }
        }
        return null;
    }

    private Node? Field(Node operand, bool isOptional)
    {
        var field = current;
        if (field.Kind is not (TokenKind.Identifier or TokenKind.QuotedIdentifier))
            return Unexpected("a name after the dot", "A name that is no plain word goes in brackets: customer.traits[\"name with space\"]");
        Advance();
        if (isOptional && current.Is("(")) return Fail("Fields and items are asked for with ?, functions are not.", field.Span, $"Without the question mark: .{field.Text}(…)");
        if (field.Kind == TokenKind.Identifier && current.Is("(")) return CallOf(operand, field, operand.Span.Start);
        return Made(new Select(operand.Span.To(field.Span), operand, field.Text, field.Span, isOptional: isOptional));
    }

    private Node? Primary()
    {
        var token = current;
        switch (token.Kind)
        {
            case TokenKind.Literal:
                Advance();
                return new Literal(token.Span, token.Value);
            case TokenKind.SmallestInt:
                return Fail("This whole number is too large: the largest is 9223372036854775807.", token.Span);
            case TokenKind.Identifier:
                return NameOrCall(token.Span.Start, false);
        }
        if (token.Is(".") || token.Is("(") || token.Is("[") || token.Is("{")) Advance();
        if (token.Is("."))
            return current.Kind == TokenKind.Identifier ? NameOrCall(token.Span.Start, true) : Unexpected("a name after the dot");
        if (token.Is("("))
        {
            var inner = Expression();
            return inner is null || !Expect(")", "to close this bracket") ? null : inner.InBrackets(new TextSpan(token.Span.Start, lastEnd));
        }
        if (token.Is("[")) return List(token.Span.Start);
        if (token.Is("{")) return Map(token.Span.Start);
        return Unexpected("a value", token.Is("=") ? "Equality is written ==" : token.Is(">") ? "Different is written !=, at least >=" : null);
    }

    private Node? NameOrCall(int start, bool isAbsolute)
    {
        var name = current;
        if (Words.Reserved.Contains(name.Text)) return Fail($"`{name.Text}` is a reserved word and cannot be a name.", name.Span, OtherWords.ForOperator(name.Text));
        Advance();
        if (current.Is("(")) return CallOf(null, name, start);
        return new Name(new TextSpan(start, name.Span.End), name.Text, isAbsolute);
    }

    private Node? CallOf(Node? target, Token function, int start)
    {
        Advance();
        var arguments = Items(")", Item, allowTrailing: false);
        if (arguments is null) return null;
        var call = new Call(new TextSpan(start, lastEnd), target, function.Text, function.Span, arguments.Value);
        if (!macros) return Made(call);
        return Macros.Expand(call, out var wrong) is { } node ? Made(node) : Fail(wrong!.Message, wrong.Span, wrong.Hint);
    }

    private int lastEnd;

    private void Advance()
    {
        lastEnd = current.Span.End;
        current = lexer.Next();
    }

    private bool TryTake(string symbol)
    {
        if (!current.Is(symbol)) return false;
        Advance();
        return true;
    }

    private bool Expect(string symbol, string why)
    {
        if (TryTake(symbol)) return true;
        Unexpected($"`{symbol}` {why}");
        return false;
    }

    private Node? Made(Node node) => node.Depth > limits.MaxDepth ? TooDeep(node.Span) : node;

    private Node? TooDeep(TextSpan span)
    {
        problem ??= new Problem("too_deep", $"This rule is nested more than {limits.MaxDepth} deep.", new TextSpan(span.Start, span.Start), "Split it into segments and combine them with in_segment(\"…\")");
        return null;
    }

    private Node? Unexpected(string wanted, string? hint = null)
    {
        var found = current.Kind switch
        {
            TokenKind.End => "The rule ends here",
            TokenKind.Literal or TokenKind.SmallestInt => "A value stands here",
            _ => $"`{current.Text}` stands here",
        };
        return Fail($"{found}, where {wanted} was expected.", current.Span, hint);
    }

    /// <summary>For what stands behind a whole expression.</summary>
    private string? HintAfter(Node tree)
    {
        if (current.Is(",") && tree.Span.End == current.Span.Start) return "A number has a point, not a comma: 1.5";
        if (current.Kind != TokenKind.Identifier) return null;
        var last = tree;
        while (last is Logical or Binary or Unary or Syntax.Conditional) last = last.Children[^1];
        return OtherWords.ForOperator(current.Text)
            ?? (last is Name name ? OtherWords.ForOperator(name.Text) : null)
            ?? (last is Select { IsTest: false } select ? $"A name with a space in it stands in brackets and quotes: {Printer.Print(select.Operand)}[\"{select.Field} {current.Text}\"]" : null);
    }

    private Node? Fail(string message, TextSpan span, string? hint = null)
    {
        problem ??= new Problem("syntax", message, span, hint);
        return null;
    }
}
