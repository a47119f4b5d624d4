using System.ComponentModel;
using System.Text;
using Tandem.Engine.Rulesets;

namespace Tandem.Engine.Tests.Arrows;

/// <summary>The folders of Engine stand in one order, and each uses only those that stand before it.</summary>
public class FolderArrowTests
{
    /// <summary>What lies in no folder stands first.</summary>
    private static readonly string[] Order =
    [
        "",
        // What comes in, and what is written down of it.
        "Identities", "Interactions", "Journal", "Dispositions", "States",
        // What is defined, what is worked out, and what is known of whom.
        "Aggregates", "Segments", "Journeys", "Experiments", "Customers", "Accounts", "Effects", "Policies", "Rulesets",
        // What a shard knows, and how an entry changes it.
        "Shards", "Folding", "Linking", "Running",
        // What goes on beside the traffic.
        "Backfill", "Separation", "Erasure",
    ];

    [Fact]
    public void Every_folder_uses_only_those_before_it()
    {
        var engine = typeof(Ruleset).Assembly;
        var types = engine.GetTypes().Where(type => Folder(type) is not null).ToList();
        var used = types.SelectMany(type => TypeUses.Of(type).Where(other => other.Assembly == engine && Folder(other) is not null).Select(other => Broken(type, other)));

        IsEmpty(used.OfType<string>());
    }

    [Fact]
    public void Not_even_a_constant_is_used_against_the_order()
    {
        // The compiler puts a constant's value in its place: only the source says where it came from.
        var folders = typeof(Ruleset).Assembly.GetTypes().Where(type => Folder(type) is { Length: > 0 }).ToLookup(type => Folder(type)!, type => type.Name);
        var used = SourceUses.All().Where(use => use.Type is null ? folders.Contains(use.Used) : folders[use.Used].Contains(use.Type)).ToList();

        Assert.NotEmpty(used);
        IsEmpty(used.Where(use => !IsAllowed(use.Folder, use.Used)).Select(use => Told(use.Folder, use.Used, $"{use.File} says “{use.Line}”")));
    }

    [Fact]
    public void Each_folder_has_its_place_in_the_order()
    {
        var folders = typeof(Ruleset).Assembly.GetTypes().Select(Folder).OfType<string>().Distinct();

        Assert.Equal(Order.Order(StringComparer.Ordinal), folders.Order(StringComparer.Ordinal));
        IsEmpty(SourceUses.Strays());
    }

    [Fact]
    public void A_use_is_found_wherever_it_stands()
    {
        var found = TypeUses.Of(typeof(Sample));

        Type[] expected = [typeof(DescriptionAttribute), typeof(Stack<>), typeof(Half), typeof(UriBuilder), typeof(StringBuilder), typeof(Environment), typeof(Version)];
        Assert.Empty(expected.Except(found));
    }

    private static void IsEmpty(IEnumerable<string> told)
    {
        var lines = told.Distinct().Order(StringComparer.Ordinal).ToList();
        Assert.True(lines.Count == 0, string.Join(Environment.NewLine, lines));
    }

    private static string? Broken(Type type, Type other) =>
        IsAllowed(Folder(type)!, Folder(other)!) ? null : Told(Folder(type)!, Folder(other)!, $"{TypeUses.Outermost(type).Name} uses {other.Name}");

    private static string Told(string folder, string used, string how) => $"Folder {(folder.Length == 0 ? "(none)" : folder)} may not use Folder {used}: {how}";

    private static bool IsAllowed(string folder, string used) => Array.IndexOf(Order, used) <= Array.IndexOf(Order, folder) || folder == used;

    /// <summary>The first part of the namespace after that of Engine; null for what the compiler made for all.</summary>
    private static string? Folder(Type type) => TypeUses.Outermost(type).Namespace?.Split('.') switch
    {
        ["Tandem", "Engine"] => "",
        ["Tandem", "Engine", var folder, ..] => folder,
        _ => null,
    };
}
