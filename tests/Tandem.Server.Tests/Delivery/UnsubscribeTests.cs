using System.Net;
using System.Text;
using System.Text.RegularExpressions;
using FsCheck;
using FsCheck.Fluent;
using Tandem.Engine.Customers;
using Tandem.Engine.Interactions;
using Tandem.Engine.Running;
using Tandem.Server.Delivery;

namespace Tandem.Server.Tests.Delivery;

public sealed class UnsubscribeTests
{
    private static readonly UnsubscribeLinks Links = new([.. Enumerable.Range(0, 32).Select(i => (byte)i)], new("https://shop.example/"));

    [Fact]
    public async Task Looking_at_the_link_changes_nothing_and_the_button_does()
    {
        await using var server = await DeliveryServer.Start();
        await server.Node.Queue(server.Node.Effect("a"));
        var link = await Link(server);
        for (var i = 0; i < 3; i++)
        {
            using var look = await server.Client.GetAsync(link);
            Assert.Equal(HttpStatusCode.OK, look.StatusCode);
        }
        using var head = await server.Client.SendAsync(new(HttpMethod.Head, link));
        Assert.Empty(server.Interactions());

        var page = await server.Client.GetStringAsync(link);
        Assert.Contains("ann@example.com", page);
        Assert.Contains("Shop &amp; Sons", page);
        using var answer = await server.Client.PostAsync(Action(page), new FormUrlEncodedContent([]));
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        var said = Assert.Single(server.Interactions());
        Assert.Equal((InteractionType.Track, "Unsubscribed", 0, "email:ann@example.com"), (said.Type, said.Name, said.Source, said.Identities.Single().ToString()));
        Assert.Contains("\"categoryPreferences\":{\"email\":false}", Encoding.UTF8.GetString(said.Body.Span));

        using var undone = await server.Client.PostAsync(Action(await answer.Content.ReadAsStringAsync()), null);
        Assert.Contains("subscribed again", await undone.Content.ReadAsStringAsync());
        Assert.Contains("\"categoryPreferences\":{\"email\":true}", Encoding.UTF8.GetString(server.Interactions()[1].Body.Span));
    }

    [Fact]
    public async Task A_mail_program_unsubscribes_with_one_click()
    {
        await using var server = await DeliveryServer.Start();
        await server.Node.Queue(server.Node.Effect("a"));
        using var answer = await server.Client.PostAsync(await Link(server), new FormUrlEncodedContent([new("List-Unsubscribe", "One-Click")]));
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal("Unsubscribed", Assert.Single(server.Interactions()).Name);
    }

    [Fact]
    public async Task The_engine_takes_it_as_withdrawn_consent()
    {
        await using var server = await DeliveryServer.Start();
        var path = "/u/" + server.Node.Links.Token(new(default, "email", "Ann@example.com", "a"));
        await server.Client.PostAsync(path, null);
        using var turn = server.Node.Store.Shards.TryOpen(new(0))!;
        using var shard = new ShardRunner(turn, 1, _ => Engine.Rulesets.Ruleset.Empty);
        Assert.False(Consent(shard));
        server.Node.Clock.Now += TimeSpan.FromSeconds(1);
        await server.Client.PostAsync(path + "/undo", null);
        Assert.True(Consent(shard));
        server.Node.Clock.Now += TimeSpan.FromSeconds(1);
        await server.Client.PostAsync(path, null);
        await server.Client.PostAsync(path, null);
        Assert.False(Consent(shard));
    }

    [Theory]
    [InlineData("GET", "/u/x")]
    [InlineData("POST", "/u/AAAA")]
    [InlineData("POST", "/u/AAAA/undo")]
    [InlineData("GET", "/u/%3Cscript%3E")]
    public async Task A_link_that_was_not_made_here_gets_a_page_in_plain_words(string method, string path)
    {
        await using var server = await DeliveryServer.Start();
        using var answer = await server.Client.SendAsync(new(new(method), path));
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        var page = await answer.Content.ReadAsStringAsync();
        Assert.Contains("This link does not work", page);
        Assert.DoesNotContain("<script", page);
        Assert.Empty(server.Interactions());
    }

    [Fact]
    public void A_token_gives_back_what_it_was_made_of() =>
        Prop.ForAll<NonNull<string>, NonNull<string>, long>((address, key, customer) =>
        {
            var token = new UnsubscribeToken(new(customer), "email", Sound(address.Get), Sound(key.Get));
            var text = Links.Token(token);
            return text.Length > UnsubscribeLinks.MaxLength || Links.Read(text).Value == token;
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void No_changed_token_is_taken()
    {
        var text = Links.Token(new(new(7), "email", "ann@example.com", "journey/win-back/7/send"));
        const string Letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_=+/ ";
        Prop.ForAll(Gen.Choose(0, text.Length - 1).Zip(Gen.Elements(Letters.ToCharArray())).ToArbitrary(), change =>
        {
            var (at, letter) = change;
            return text[at] == letter || !Links.Read(text[..at] + letter + text[(at + 1)..]).IsOk;
        }).QuickCheckThrowOnFailure();
        for (var length = 0; length < text.Length; length++) Assert.False(Links.Read(text[..length]).IsOk);
        Assert.False(Links.Read(text + "A").IsOk);
        Assert.False(Links.Read(new string('A', 100_000)).IsOk);
    }

    [Fact]
    public void No_made_up_token_is_taken() =>
        Prop.ForAll<byte[]>(bytes => bytes is null || !Links.Read(System.Buffers.Text.Base64Url.EncodeToString(bytes)).IsOk).QuickCheckThrowOnFailure();

    [Fact]
    public void A_token_of_another_workspace_is_not_taken()
    {
        var other = new UnsubscribeLinks(new byte[32], new("https://shop.example/"));
        Assert.False(Links.Read(other.Token(new(new(7), "email", "ann@example.com", "a"))).IsOk);
    }

    [Fact]
    public void The_key_is_made_once_and_is_nobody_elses_to_read()
    {
        var folder = Directory.CreateTempSubdirectory("tandem-key");
        var token = UnsubscribeLinks.Open(folder.FullName, new("https://shop.example/")).Token(new(new(7), "email", "ann@example.com", "a"));
        Assert.True(UnsubscribeLinks.Open(folder.FullName, new("https://shop.example/")).Read(token).IsOk);
        var path = Path.Combine(folder.FullName, "secrets", "unsubscribe.key");
        if (!OperatingSystem.IsWindows()) Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(path));
        File.WriteAllBytes(path, [1, 2, 3]);
        Assert.Throws<InvalidDataException>(() => UnsubscribeLinks.Open(folder.FullName, new("https://shop.example/")));
        folder.Delete(recursive: true);
    }

    private static async Task<string> Link(DeliveryServer server)
    {
        await server.Settled(1);
        var header = server.Node.Message("a").Content!.Headers.Single(one => one.Key == "List-Unsubscribe").Value;
        return new Uri(header.Trim('<', '>')).AbsolutePath;
    }

    private static string Action(string page) => WebUtility.HtmlDecode(Regex.Match(page, "action=\"([^\"]+)\"").Groups[1].Value);

    private static string Sound(string text) => Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text));

    private static bool? Consent(ShardRunner shard)
    {
        while (shard.Step(100) > 0)
        {
        }
        shard.Checkpoint();
        return shard.Read(state => ((Customer)state.Find(state.OwnerOf(new("email", "ann@example.com")))!).ConsentFor("email")?.Granted);
    }
}
