using System.Collections.Immutable;
using Tandem.Expressions.Syntax;

namespace Tandem.Expressions.Parsing;

/// <summary>What stands between brackets with commas: items of lists, entries of maps, arguments.</summary>
internal sealed partial class Parser
{
    private Node? List(int start)
    {
        var optionals = ImmutableHashSet<int>.Empty;
        var items = Items("]", list => ListItem(list, ref optionals));
        return items is null ? null : Made(new ListLiteral(new TextSpan(start, lastEnd), items.Value, optionals));
    }

    private Node? Map(int start)
    {
        var optionals = ImmutableHashSet<int>.Empty;
        var entries = Items("}", map => MapEntry(map, ref optionals));
        return entries is null ? null : Made(new MapLiteral(new TextSpan(start, lastEnd), entries.Value, optionals));
    }

    private bool Item(ImmutableArray<Node>.Builder items)
    {
        if (Expression() is not { } item) return false;
        items.Add(item);
        return true;
    }

    private bool ListItem(ImmutableArray<Node>.Builder items, ref ImmutableHashSet<int> optionals)
    {
        if (TryTake("?")) optionals = optionals.Add(items.Count);
        return Item(items);
    }

    private bool MapEntry(ImmutableArray<Node>.Builder entries, ref ImmutableHashSet<int> optionals)
    {
        if (TryTake("?")) optionals = optionals.Add(entries.Count / 2);
        return Item(entries) && Expect(":", "between a key and its value") && Item(entries);
    }

    private ImmutableArray<Node>? Items(string close, Func<ImmutableArray<Node>.Builder, bool> read, bool allowTrailing = true)
    {
        var items = ImmutableArray.CreateBuilder<Node>();
        while (!current.Is(close))
        {
            if (!read(items)) return null;
            if (!current.Is(",")) break;
            Advance();
            if (!allowTrailing && current.Is(close))
            {
                Unexpected("another argument");
                return null;
            }
        }
        return Expect(close, "to close this bracket, or a comma") ? items.ToImmutable() : null;
    }
}
