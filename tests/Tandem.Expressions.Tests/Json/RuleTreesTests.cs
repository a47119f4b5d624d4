using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Tandem.Expressions.Tests.Json;

/// <summary>Trees of rules as the console's builder gets them: its own tests read the same file, so that both stay in step.</summary>
public sealed class RuleTreesTests
{
    private static readonly JsonSerializerOptions Readable = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    [Fact]
    public void The_trees_that_the_consoles_builder_is_tested_with_are_those_of_the_parser()
    {
        var approved = Repository.File("tests", "approved", "rule-trees.json");
        var text = File.ReadAllText(approved);
        var rules = JsonNode.Parse(text)!.AsArray().Select(one => (string)one!["rule"]!);
        var now = new JsonArray([.. rules.Select(rule => new JsonObject { ["rule"] = rule, ["tree"] = JsonNode.Parse(Expression.Parse(rule).Value.ToJson()) })]).ToJsonString(Readable) + "\n";
        if (now != text) File.WriteAllText(approved + ".received", now);
        Assert.Equal(text, now);
    }
}
