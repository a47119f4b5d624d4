using System.Text;
using Tandem.Connect.Channels;
using Tandem.Connect.Templates;
using Tandem.Engine.Effects;
using Tandem.Engine.Journal;
using Tandem.Engine.States;
using Tandem.Primitives;
using Tandem.Server.Delivery;
using Tandem.Storage.Sqlite;

namespace Tandem.Server.Tests.Delivery;

/// <summary>A workspace on disk with one shard, whose outbox the tests fill, and its deliveries; it can crash and come back.</summary>
internal sealed class DeliveryNode : IAsyncDisposable
{
    private static readonly ShardId Shard = new(0);

    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("tandem-delivery");
    private readonly IChannel? mailServer;
    private EmbeddedStore store = null!;
    private DeliveryFile file = null!;
    private int effects;

    private DeliveryNode(IChannel? mailServer) => this.mailServer = mailServer;

    public SettableClock Clock { get; } = new();

    public Dictionary<string, MessageTemplate> Templates { get; } = new()
    {
        ["welcome"] = Template(html: "<p>Hello {{customer.traits.firstName}}</p><a href=\"{{unsubscribe_url}}\">Leave</a>"),
        ["plain"] = Template(html: null, text: "Hello {{customer.traits.firstName}}"),
        ["broken"] = Template(html: "<p>Hello</p>\n<p>{{customer.traits.shoeSize}}</p>"),
        ["receipt"] = Template(html: "<p>Thanks</p>", purpose: TemplatePurpose.Transactional),
    };

    /// <summary>Why customers may not be contacted any more, by the keys of their messages.</summary>
    public Dictionary<string, string> Changed { get; } = [];

    public IMessageStore Messages { get; private set; } = null!;

    public SuppressionList Suppressions { get; private set; } = null!;

    public SendingSwitch Sending { get; private set; } = null!;

    public UnsubscribeLinks Links { get; private set; } = null!;

    public EffectRunner Runner { get; private set; } = null!;

    public EmbeddedStore Store => store;

    public DeliveryFile File => file;

    public DeliveryOptions Options => new() { Folder = folder.FullName, PublicUrl = new("https://shop.example/"), From = new("shop@example.com", "Shop"), Workspace = "Shop & Sons", MaxAttempts = 3 };

    /// <param name="outside">Whether sending outside is switched on.</param>
    public static DeliveryNode Open(IChannel? mailServer = null, bool outside = false)
    {
        var node = new DeliveryNode(mailServer);
        node.Start();
        if (outside) Assert.True(node.Sending.Set(true).IsOk);
        return node;
    }

    /// <summary>Everything in memory is lost; the files are as they are.</summary>
    public async Task Crash()
    {
        await store.DisposeAsync();
        file.Dispose();
        Start();
    }

    /// <summary>Commits effects as a fold does.</summary>
    public async Task Queue(params IReadOnlyList<MessageEffect> messages)
    {
        var receipt = await store.Inbox.Accept([new(Shard, EntryKind.Tick, new byte[] { 1 })]);
        using var turn = store.Shards.TryOpen(Shard)!;
        while (turn.Take([], 1_000) > 0)
        {
        }
        Assert.Equal(CommitResult.Committed, turn.Commit(new Checkpoint(new(receipt.Value), "head"u8.ToArray())
        {
            Effects = [.. messages.Select(message => new EffectRow(message.Key, message.Customer, message.At, message.ToBytes()))],
        }));
    }

    public async Task RunUntilIdle()
    {
        while (await Runner.Step(default) > 0)
        {
        }
    }

    /// <summary>The outcomes that the customers' shard was told, in order.</summary>
    public IReadOnlyList<DeliveryReport> Reports() =>
        [.. store.Journal.Read(default).Where(entry => entry.Kind == EntryKind.Delivery).Select(entry => DeliveryReport.Read(entry.Payload.Span))];

    public MessageRecord Message(string key) => Assert.Single(Messages.Find([key]));

    public MessageEffect Effect(string key, string template = "welcome", string? address = "ann@example.com", string? withheld = null) => new()
    {
        Key = key,
        Customer = EntityId.Make(Shard, EntityKind.Customer, (ulong)++effects),
        At = Instant.From(Clock.Now),
        Channel = "email",
        Template = template,
        Ruleset = 1,
        OriginKind = "journey",
        OriginName = "win-back",
        OriginStep = "send-1",
        Why = ["entered lapsing", "gave consent"],
        Address = address,
        Withheld = withheld,
        Data = Encoding.UTF8.GetBytes("""{"customer":{"traits":{"firstName":"Ann"}}}"""),
    };

    public async ValueTask DisposeAsync()
    {
        await store.DisposeAsync();
        file.Dispose();
        if (mailServer is IAsyncDisposable channel) await channel.DisposeAsync();
        folder.Delete(recursive: true);
    }

    /// <summary>The parts of a runner with another inbox, over the same files.</summary>
    public EffectRunner RunnerWith(IInbox inbox) => new(store.Outbox, inbox, Messages, Maker(), Sending, Suppressions, Options, Clock);

    private void Start()
    {
        store = EmbeddedStore.Open(folder.FullName, Clock, new() { ShardCount = 1 });
        file = DeliveryFile.Open(folder.FullName);
        Messages = new SqliteMessageStore(file);
        Suppressions = new(new SqliteSuppressionStore(file));
        Sending = new(store.Documents, mailServer);
        Links = UnsubscribeLinks.Open(folder.FullName, Options.PublicUrl);
        Runner = RunnerWith(store.Inbox);
    }

    private MessageMaker Maker() => new(Suppressions, (ruleset, name) => ruleset == 1 ? Templates.GetValueOrDefault(name) : null, (effect, _) => Changed.GetValueOrDefault(effect.Key), Links, Options);

    private static MessageTemplate Template(string? html, string? text = null, TemplatePurpose purpose = TemplatePurpose.Marketing) =>
        MessageTemplate.Compile(new("t", 1, "email", purpose, null, "For {{customer.traits.firstName}}", html, text)).Value;
}
