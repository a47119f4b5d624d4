using System.Reflection;
using System.Text.Json;
using Tandem.Cli.Commands;
using Tandem.Testing;

namespace Tandem.Cli.Tests.Commands;

/// <summary>Asked of the real server.</summary>
public sealed class WhyCommandTests : IAsyncLifetime
{
    private static readonly string ServerDll =
        typeof(WhyCommandTests).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(fact => fact.Key == "Server").Value!;

    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("tandem-why-");
    private ServerProcess server = null!;

    public async Task InitializeAsync()
    {
        server = await ServerProcess.Start(ServerDll, folder.FullName);
        await server.Publish("""
            kind: segment
            metadata: { name: regular }
            spec:
              expression: >-
                events("Order Completed").within("30d").count() >= 2
                && !(customer.traits.age < 18)
            """);
    }

    public Task DisposeAsync()
    {
        server.Dispose();
        folder.Delete(recursive: true);
        return Task.CompletedTask;
    }

    [Fact]
    public async Task Who_is_not_in_a_segment_is_told_with_the_counts_and_the_facts_that_are_missing()
    {
        Assert.Equal(200, await server.Send("/v1/track", """{"userId":"ann","event":"Order Completed"}"""));

        var (code, results, work) = await Run("why", "userId:ann", "regular");

        Assert.Equal((0, ""), (code, work));
        Assert.Equal("""
            userId:ann is not in regular.

            events("Order Completed").within("30d").count() >= 2 && !(customer.traits.age < 18)
              false: 0 of 2 parts hold, 1 could not be told; all must
            ├─ events("Order Completed").within("30d").count() >= 2
            │    false: "Order Completed" happened 1 time in 30 days, needs at least 2
            └─ !(customer.traits.age < 18)
                 error: cannot be told, because its part cannot
               └─ (customer.traits.age < 18)
                    error: age is not known, needs less than 18

            """, results);
    }

    [Fact]
    public async Task Who_is_in_a_segment_is_told_since_when()
    {
        foreach (var _ in new[] { 1, 2 }) Assert.Equal(200, await server.Send("/v1/track", """{"userId":"a/b ä","event":"Order Completed"}"""));
        Assert.Equal(200, await server.Send("/v1/identify", """{"userId":"a/b ä","traits":{"age":40}}"""));

        var (_, results, _) = await Run("why", "userId:a/b ä", "regular");
        Assert.Matches(@"^userId:a/b ä is in regular since \d{4}-\d\d-\d\d \d\d:\d\d\.\n\n", results);
        Assert.Contains("\"Order Completed\" happened 2 times in 30 days, needs at least 2", results);

        var (_, json, _) = await Run("why", "userId:a/b ä", "regular", "--json");
        using var answer = JsonDocument.Parse(json);
        Assert.True(answer.RootElement.GetProperty("in").GetBoolean());
    }

    [Fact]
    public async Task Who_was_there_before_the_segment_is_told_so()
    {
        Assert.Equal(200, await server.Send("/v1/track", """{"userId":"ann","event":"Order Completed"}"""));
        await server.Publish("kind: segment\nmetadata: { name: buyers }\nspec: { expression: events(\"Order Completed\").any() }");

        var (_, results, _) = await Run("why", "userId:ann", "buyers");
        Assert.Contains(" (found when the segment was defined).\n", results);
    }

    [Theory]
    [InlineData("userId:nobody", "regular", "There is no customer known as userId:nobody.")]
    [InlineData("userId:ann", "reglar", "There is no segment reglar. Did you mean regular?")]
    public async Task What_is_not_there_is_named(string customer, string segment, string says)
    {
        var (code, results, work) = await Run("why", customer, segment);
        Assert.Equal((1, ""), (code, results));
        Assert.StartsWith(says, work);
    }

    [Fact]
    public async Task The_deepest_rule_is_shown()
    {
        var rule = string.Concat(Enumerable.Repeat("!(", 110)) + "customer.traits.a" + new string(')', 110);
        await server.Publish($"kind: segment\nmetadata: {{ name: deep }}\nspec: {{ expression: '{rule}' }}");
        Assert.Equal(200, await server.Send("/v1/identify", """{"userId":"ann","traits":{"a":true}}"""));

        var (code, results, _) = await Run("why", "userId:ann", "deep");
        Assert.Equal(0, code);
        Assert.EndsWith("true: a is true\n", results);
    }

    private async Task<(int Code, string Results, string Work)> Run(params string[] arguments)
    {
        var (results, work) = (new StringWriter(), new StringWriter());
        var code = await TandemCommand.Run([.. arguments, "--url", server.Url.ToString(), "--token", ServerProcess.Token], results, work, default);
        return (code, results.ToString(), work.ToString());
    }
}
