using System.Collections.Frozen;
using System.Collections.Immutable;

namespace Tandem.Expressions.Syntax;

/// <summary>One way to write a macro.</summary>
/// <param name="Variables">How many names its arguments begin with.</param>
/// <param name="Example">As an author would write it.</param>
internal sealed record MacroForm(string Name, MacroKind Kind, int Variables, bool HasCondition, bool HasResult, string Example)
{
    // Of several names for one kind the first is the printed one.
    public static readonly ImmutableArray<MacroForm> All =
    [
        new("all", MacroKind.All, 1, true, false, "list.all(item, item > 1)"),
        new("all", MacroKind.All, 2, true, false, "list.all(index, item, item > index)"),
        new("exists", MacroKind.Exists, 1, true, false, "list.exists(item, item > 1)"),
        new("exists", MacroKind.Exists, 2, true, false, "map.exists(key, value, value > 1)"),
        new("exists_one", MacroKind.ExistsOne, 1, true, false, "list.exists_one(item, item > 1)"),
        new("exists_one", MacroKind.ExistsOne, 2, true, false, "map.exists_one(key, value, value > 1)"),
        new("existsOne", MacroKind.ExistsOne, 1, true, false, "list.existsOne(item, item > 1)"),
        new("existsOne", MacroKind.ExistsOne, 2, true, false, "map.existsOne(key, value, value > 1)"),
        new("filter", MacroKind.Filter, 1, true, false, "list.filter(item, item > 1)"),
        new("map", MacroKind.Map, 1, false, true, "list.map(item, item * 2)"),
        new("map", MacroKind.Map, 1, true, true, "list.map(item, item > 1, item * 2)"),
        new("sortBy", MacroKind.SortBy, 1, false, true, "list.sortBy(item, item.price)"),
        new("transformList", MacroKind.TransformList, 2, false, true, "map.transformList(key, value, value)"),
        new("transformList", MacroKind.TransformList, 2, true, true, "map.transformList(key, value, value > 1, key)"),
        new("transformMap", MacroKind.TransformMap, 2, false, true, "map.transformMap(key, value, value * 2)"),
        new("transformMap", MacroKind.TransformMap, 2, true, true, "map.transformMap(key, value, value > 1, value * 2)"),
        new("transformMapEntry", MacroKind.TransformMapEntry, 2, false, true, "map.transformMapEntry(key, value, {value: key})"),
        new("transformMapEntry", MacroKind.TransformMapEntry, 2, true, true, "map.transformMapEntry(key, value, value > 1, {value: key})"),
        new("optMap", MacroKind.OptMap, 1, false, true, "customer.traits.?age.optMap(age, age / 10.0)"),
        new("optFlatMap", MacroKind.OptFlatMap, 1, false, true, "customer.traits.?address.optFlatMap(address, address.?city)"),
    ];

    private static readonly FrozenDictionary<(string Name, int Arguments), MacroForm> Forms = All.ToFrozenDictionary(form => (form.Name, form.Arguments));

    public int Arguments => Variables + (HasCondition ? 1 : 0) + (HasResult ? 1 : 0);

    public static IEnumerable<string> Names => All.Select(form => form.Name).Distinct();

    public static MacroForm? Find(string name, int arguments) => Forms.GetValueOrDefault((name, arguments));

    public static string NameOf(MacroKind kind) => All.First(form => form.Kind == kind).Name;

    public static IEnumerable<string> Examples(string name) => All.Where(form => form.Name == name).Select(form => form.Example);
}
