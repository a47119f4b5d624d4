using System.Text;
using Tandem.Expressions.Values;

namespace Tandem.Expressions.Syntax;

/// <summary>A tree as text in one fixed form: no more brackets than needed, one space around operators. Parsing it gives the same tree.</summary>
internal static class Printer
{
    private const int LongestInASentence = 200;

    public static string Print(Node node)
    {
        var text = new StringBuilder();
        Write(text, node, Precedence.Conditional);
        return text.ToString();
    }

    /// <summary>For a sentence: of a long text the beginning.</summary>
    public static string PrintShort(Node node) => SourceText.Cut(Print(node), LongestInASentence);

    /// <summary>How a field is asked for, whatever its name: <c>.total</c>, <c>.`unit price`</c>, <c>["50%"]</c>.</summary>
    public static string Field(string name, string dot = ".") =>
        Words.IsPlainField(name) ? $"{dot}{name}" : Words.IsQuotableField(name) ? $"{dot}`{name}`" : $"[{LiteralText.Of(Value.Of(name))}]";

    private static void Write(StringBuilder text, Node node, Precedence weakest)
    {
        var bracketed = PrecedenceOf(node) < weakest;
        if (bracketed) text.Append('(');
        switch (node)
        {
            case Literal literal:
                LiteralText.Write(text, literal.Value);
                break;
            case Name name:
                text.Append(name.IsAbsolute ? "." : "").Append(name.Text);
                break;
            case Select select:
                WriteSelect(text, select);
                break;
            case Index index:
                Write(text, index.Operand, Precedence.Member);
                text.Append(index.IsOptional ? "[?" : "[");
                Write(text, index.Key, Precedence.Conditional);
                text.Append(']');
                break;
            case Call call:
                WriteCall(text, call);
                break;
            case Unary unary:
                text.Append(unary.Operator == UnaryOperator.Not ? '!' : '-');
                // A minus before digits would become part of the number.
                var isNumber = unary.Operator == UnaryOperator.Negate && LiteralText.StartsWithDigit(unary.Operand);
                var isOther = unary.Operand is Unary inner && inner.Operator != unary.Operator;
                Write(text, unary.Operand, isNumber || isOther ? Precedence.Member + 1 : Precedence.Unary);
                break;
            case Binary binary:
                var precedence = binary.Operator.Precedence();
                Write(text, binary.Left, precedence);
                text.Append(' ').Append(binary.Operator.Symbol()).Append(' ');
                Write(text, binary.Right, precedence + 1);
                break;
            case Logical logical:
                WriteAll(text, logical.Children, logical.IsAnd ? " && " : " || ", PrecedenceOf(logical) + 1);
                break;
            case Conditional conditional:
                Write(text, conditional.Test, Precedence.Or);
                text.Append(" ? ");
                Write(text, conditional.Then, Precedence.Or);
                text.Append(" : ");
                Write(text, conditional.Otherwise, Precedence.Conditional);
                break;
            case ListLiteral list:
                WriteList(text, list);
                break;
            case MapLiteral map:
                WriteMap(text, map);
                break;
            case Macro macro:
                WriteMacro(text, macro);
                break;
            case Binding binding:
                text.Append($"{Binding.Namespace}.{Binding.Function}({binding.Variable.Text}, ");
                WriteAll(text, binding.Children, ", ", Precedence.Conditional);
                text.Append(')');
                break;
        }
        if (bracketed) text.Append(')');
    }

    private static Precedence PrecedenceOf(Node node) => node switch
    {
        Conditional => Precedence.Conditional,
        Logical logical => logical.IsAnd ? Precedence.And : Precedence.Or,
        Binary binary => binary.Operator.Precedence(),
        Unary => Precedence.Unary,
        _ => Precedence.Member,
    };

    private static void WriteSelect(StringBuilder text, Select select)
    {
        if (select.IsTest) text.Append("has(");
        Write(text, select.Operand, Precedence.Member);
        text.Append(Field(select.Field, select.IsOptional ? ".?" : "."));
        if (select.IsTest) text.Append(')');
    }

    private static void WriteCall(StringBuilder text, Call call)
    {
        if (call.Target is not null)
        {
            Write(text, call.Target, Precedence.Member);
            text.Append('.');
        }
        text.Append(call.Function).Append('(');
        WriteAll(text, call.Arguments, ", ", Precedence.Conditional);
        text.Append(')');
    }

    private static void WriteMacro(StringBuilder text, Macro macro)
    {
        Write(text, macro.Range, Precedence.Member);
        text.Append('.').Append(MacroForm.NameOf(macro.Kind)).Append('(');
        foreach (var variable in macro.Variables) text.Append(variable.Text).Append(", ");
        WriteAll(text, macro.Arguments, ", ", Precedence.Conditional);
        text.Append(')');
    }

    private static void WriteList(StringBuilder text, ListLiteral list)
    {
        text.Append('[');
        for (var item = 0; item < list.Children.Length; item++)
        {
            text.Append(item > 0 ? ", " : "").Append(list.IsOptional(item) ? "?" : "");
            Write(text, list.Children[item], Precedence.Conditional);
        }
        text.Append(']');
    }

    private static void WriteMap(StringBuilder text, MapLiteral map)
    {
        text.Append('{');
        for (var entry = 0; entry < map.Count; entry++)
        {
            text.Append(entry > 0 ? ", " : "").Append(map.IsOptional(entry) ? "?" : "");
            Write(text, map.Key(entry), Precedence.Conditional);
            text.Append(": ");
            Write(text, map.Value(entry), Precedence.Conditional);
        }
        text.Append('}');
    }

    private static void WriteAll(StringBuilder text, IReadOnlyList<Node> nodes, string separator, Precedence weakest)
    {
        for (var i = 0; i < nodes.Count; i++)
        {
            if (i > 0) text.Append(separator);
            Write(text, nodes[i], weakest);
        }
    }
}
