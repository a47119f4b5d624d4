using YamlDotNet.Serialization;

namespace Tandem.Engine.Tests.Cases;

/// <summary>
/// The files beside this test: small stories in YAML, told as given, when, then. Anybody can add one; the words that they
/// are made of are those of <see cref="StoryTeller"/> and <see cref="StoryReader"/>.
/// </summary>
public sealed class StoryTests
{
    private static readonly string Folder = FindFolder();

    public static TheoryData<string, string> Stories()
    {
        var stories = new TheoryData<string, string>();
        foreach (var file in Directory.GetFiles(Folder, "*.yaml").Order(StringComparer.Ordinal))
            foreach (var story in Read(file)) stories.Add(Path.GetFileName(file), Name(story));
        return stories;
    }

    [Theory]
    [MemberData(nameof(Stories))]
    public void What_the_file_tells_is_what_happens(string file, string name)
    {
        using var teller = new StoryTeller();
        var wrong = new List<string>();
        foreach (var (key, value) in Read(Path.Combine(Folder, file)).Single(story => Name(story) == name))
        {
            if (key is "case") continue;
            foreach (var step in Yaml.List(value))
            {
                foreach (var (what, how) in Yaml.Map(step))
                {
                    if (key is "given" or "when" or "and when") teller.Do(what, how);
                    else if (key is "then" or "and then") wrong.AddRange(StoryReader.Differences(teller.World, what, how));
                    else throw new FormatException($"{key} is no part of a story: case, given, when, then, and when, and then.");
                }
            }
        }
        Assert.True(wrong.Count == 0, string.Join("\n", wrong));
        teller.CheckReplay();
    }

    private static string Name(IReadOnlyDictionary<string, object> story) => (string)story["case"];

    private static IReadOnlyList<IReadOnlyDictionary<string, object>> Read(string file) =>
        [.. Yaml.List(new DeserializerBuilder().Build().Deserialize<object>(File.ReadAllText(file))).Select(Yaml.Map)];

    private static string FindFolder()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Tandem.slnx"))) folder = folder.Parent;
        var root = folder?.FullName ?? throw new InvalidOperationException("These tests run inside of the repository.");
        return Path.Combine(root, "tests", "Tandem.Engine.Tests", "Cases");
    }
}
