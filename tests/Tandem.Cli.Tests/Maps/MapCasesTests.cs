using System.Text;
using System.Text.Json.Nodes;
using Tandem.Cli.Csv;
using Tandem.Cli.Maps;
using YamlDotNet.Serialization;
using YamlDotNet.Serialization.NamingConventions;

namespace Tandem.Cli.Tests.Maps;

public sealed class MapCasesTests
{
    private static readonly string Folder = Path.Combine(AppContext.BaseDirectory, "Maps", "cases");

    public static TheoryData<string> Cases => [.. Directory.GetFiles(Folder, "*.yaml").Select(file => Path.GetFileNameWithoutExtension(file)!).Order()];

    [Theory]
    [MemberData(nameof(Cases))]
    public void Rows_become_what_the_case_says(string name)
    {
        var wanted = new DeserializerBuilder().WithNamingConvention(CamelCaseNamingConvention.Instance).Build()
            .Deserialize<MapCase>(File.ReadAllText(Path.Combine(Folder, name + ".yaml")));
        var (interactions, rejected) = (new StringBuilder(), new StringBuilder());
        if (MapReader.TryRead(wanted.Map, out var map, out var problems))
        {
            using var reader = new CsvReader(new StringReader(wanted.Rows), map.Dialect);
            problems = map.MissingFrom(reader.Columns);
            if (problems.Count == 0) Read(map, reader, interactions, rejected);
        }
        Assert.Equal(Lines(wanted.Problems), Lines(string.Join('\n', problems)));
        Assert.Equal(Lines(wanted.Interactions), Lines(interactions.ToString()));
        Assert.Equal(Lines(wanted.Rejected), Lines(rejected.ToString()));
    }

    private static void Read(ImportMap map, CsvReader reader, StringBuilder interactions, StringBuilder rejected)
    {
        var mapper = new RowMapper(map, reader.Columns, "file");
        foreach (var row in reader.Rows())
        {
            var mapped = mapper.Map(row, out var trouble);
            if (mapped is null) rejected.AppendLine($"{row.Line}: {trouble}");
            foreach (var item in mapped ?? [])
            {
                var json = JsonNode.Parse(item.Json)!.AsObject();
                Assert.Equal($"file-{row.Number}-{item.Index}", (string?)json["messageId"]);
                json.Remove("messageId");
                interactions.AppendLine(json.ToJsonString(new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping }));
            }
        }
    }

    private static string[] Lines(string text) => text.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
}
