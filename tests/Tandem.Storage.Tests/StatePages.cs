using Tandem.Engine.States;
using Tandem.Primitives;

namespace Tandem.Storage.Tests;

/// <summary>Reads all states page by page.</summary>
internal static class StatePages
{
    public static List<StateRow> LoadAll(this IStateReader states, int page, EntityId after = default, EntityId? upTo = null)
    {
        var rows = new List<StateRow>();
        for (EntityId? at = after; at is { } here;)
        {
            var read = states.LoadPage(here, upTo ?? new(long.MaxValue), page);
            Assert.True(read.Last is not { } last || last.CompareTo(here) > 0);
            rows.AddRange(read.Rows);
            at = read.Last;
        }
        return rows;
    }
}
