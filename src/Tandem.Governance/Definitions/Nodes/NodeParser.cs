using Tandem.Primitives;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace Tandem.Governance.Definitions.Nodes;

/// <summary>
/// Reads YAML (and so JSON) into <see cref="Node"/>s, document by document. Anchors, aliases and tags are refused: a
/// definition says what it says, and cannot grow when it is read.
/// </summary>
public sealed class NodeParser
{
    /// <summary>How deep maps and lists may stand in each other.</summary>
    public const int MaxDepth = 64;

    private const string Unreadable = "It cannot be read to its end";

    private readonly string source;
    private readonly ErrorList errors;
    private readonly Parser parser;

    /// <param name="source">With <c>\n</c> as its only line end.</param>
    private NodeParser(string source, ErrorList errors)
    {
        this.source = source;
        this.errors = errors;
        parser = new Parser(new Scanner(new StringReader(source), skipComments: true));
    }

    /// <summary>All documents with their text. Stops at the first mistake in the syntax, goes on after others.</summary>
    public static IReadOnlyList<(Node Root, string Text)> Parse(string source, ErrorList errors)
    {
        try
        {
            return new NodeParser(source, errors).Documents();
        }
        catch (YamlException wrong)
        {
            errors.Add(wrong.Start == Mark.Empty ? SyntaxError(source, wrong.Message, null, null) : SyntaxError(source, wrong.Message, (int)wrong.Start.Line, (int)wrong.Start.Column));
        }
        return [];
    }

    private static Error SyntaxError(string source, string message, int? line, int? column)
    {
        var tab = $"\n{source}".IndexOf("\n\t", StringComparison.Ordinal);
        if (message.Contains("tab", StringComparison.Ordinal) && tab >= 0)
            return new("bad_yaml", "A line begins with a tab.") { Line = 1 + source.AsSpan(0, tab).Count('\n'), Column = 1, Hint = "Indent with spaces: YAML does not take tabs." };
        return new("bad_yaml", "The text is no YAML: " + message.TrimEnd('.') + ".")
        {
            Line = line,
            Column = column,
            Hint = "Texts with : or # or quotes in them need quotes around them, or a block after >- on lines of their own.",
        };
    }

    private List<(Node, string)> Documents()
    {
        var found = new List<(Node Root, int Start)>();
        var bounds = new List<int>();
        MoveNext();
        Skip<StreamStart>();
        while (Current is DocumentStart start)
        {
            MoveNext();
            bounds.Add(found.Count == 0 ? 0 : (int)start.Start.Index);
            var from = start.IsImplicit ? (found.Count == 0 ? 0 : (int)start.Start.Index) : (int)start.End.Index;
            found.Add((Value("", 0), from));
            if (!Skip<DocumentEnd>()) throw new YamlException(Current.Start, Current.End, Unreadable);
        }
        if (Current is not StreamEnd) throw new YamlException(Current.Start, Current.End, Unreadable);
        bounds.Add(source.Length);
        return [.. found.Select((document, i) => (document.Root, Slice(document.Start, bounds[i + 1])))];
    }

    // For some damaged texts YamlDotNet 16.3 loses or ends its events instead of saying what is wrong.
    private ParsingEvent Current => parser.Current ?? throw new YamlException(Unreadable);

    private void MoveNext()
    {
        try
        {
            parser.MoveNext();
        }
        catch (Exception wrong) when (wrong is InvalidOperationException or ArgumentException)
        {
            // What YamlDotNet 16.3 throws for some unfinished lists and tags, such as "a: [1\nb: 2" and "!<>".
            throw new YamlException(parser.Current?.Start ?? Mark.Empty, parser.Current?.End ?? Mark.Empty, Unreadable + "; is every list, map and quote closed?", wrong);
        }
    }

    private bool Skip<T>() where T : ParsingEvent
    {
        if (Current is not T) return false;
        MoveNext();
        return true;
    }

    private string Slice(int start, int end)
    {
        var text = source[Math.Min(start, end)..end].Trim('\n');
        if (text.EndsWith("\n...", StringComparison.Ordinal)) text = text[..^4];
        return text.TrimEnd() + "\n";
    }

    private Node Value(string path, int depth)
    {
        if (depth > MaxDepth)
            throw new YamlException(Current.Start, Current.End, $"Maps and lists stand in each other deeper than {MaxDepth} levels");
        var at = Current;
        var (line, column) = ((int)at.Start.Line, (int)at.Start.Column);
        if (at is NodeEvent node) Refuse(node, path);
        switch (at)
        {
            case MappingStart:
                MoveNext();
                return new MapNode(path, line, column, Entries(path, depth));
            case SequenceStart:
                MoveNext();
                var items = new List<Node>();
                while (!Skip<SequenceEnd>()) items.Add(Value($"{path}[{items.Count}]", depth + 1));
                return new ListNode(path, line, column, items);
            case Scalar scalar:
                MoveNext();
                var type = scalar.Style == ScalarStyle.Plain ? ScalarNode.TypeOf(scalar.Value) : ScalarType.Text;
                return new ScalarNode(path, line, column, scalar.Value, type, new(source, (int)scalar.Start.Index, (int)scalar.End.Index, scalar.Style));
            case AnchorAlias:
                MoveNext();
                errors.Add(Anchor(path, line, column));
                return new ScalarNode(path, line, column, "", ScalarType.Nothing, default);
            default:
                throw new YamlException(at.Start, at.End, Unreadable);
        }
    }

    private List<MapEntry> Entries(string path, int depth)
    {
        var entries = new List<MapEntry>();
        var lines = new Dictionary<string, int>();
        while (!Skip<MappingEnd>())
        {
            var at = Current;
            var (line, column) = ((int)at.Start.Line, (int)at.Start.Column);
            var key = (Value(path, depth + 1) as ScalarNode)?.Text;
            var value = Value(Node.Join(path, key ?? "?"), depth + 1);
            if (key is null)
                errors.Add(new("bad_key", "A key is a text, and this is a map or a list.") { Path = path, Line = line, Column = column });
            else if (!lines.TryAdd(key, line))
                errors.Add(new("duplicate_key", $"{key} stands here twice, first in line {lines[key]}.") { Path = Node.Join(path, key), Line = line, Column = column, Hint = "Keep one of them." });
            else
                entries.Add(new(key, line, column, value));
        }
        return entries;
    }

    private void Refuse(NodeEvent node, string path)
    {
        var (line, column) = ((int)node.Start.Line, (int)node.Start.Column);
        if (!node.Anchor.IsEmpty) errors.Add(Anchor(path, line, column));
        else if (!node.Tag.IsEmpty)
            errors.Add(new("tag", $"Tags such as {node.Tag.Value} are not allowed in definitions.") { Path = path, Line = line, Column = column, Hint = "Leave it out, or put quotes around a text that begins with !." });
    }

    private static Error Anchor(string path, int line, int column) => new("anchor", "Anchors (&) and aliases (*) are not allowed in definitions.")
    {
        Path = path,
        Line = line,
        Column = column,
        Hint = "Write the value out, or put quotes around a text that begins with & or *.",
    };
}
