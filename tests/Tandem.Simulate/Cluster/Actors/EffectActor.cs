using System.Collections.Concurrent;
using Tandem.Connect.Templates;
using Tandem.Governance.Tests.Documents;
using Tandem.Server.Delivery;
using Tandem.Storage.Memory.Shared;
using Tandem.Testing.Simulation;

namespace Tandem.Simulate.Cluster.Actors;

/// <summary>The server's effect runner, with a channel whose attempts are seen.</summary>
internal sealed class EffectActor : IActor
{
    private static readonly ConcurrentDictionary<(Engine.Rulesets.Ruleset Rules, string Name), MessageTemplate?> Templates = new();
    private static readonly byte[] Key = new byte[32];

    private readonly EffectRunner runner;

    /// <param name="reaches">Told before (false) and after (true) each attempt.</param>
    public EffectActor(ClusterNode node, bool reachesPeople, Action<bool> reaches)
    {
        var options = new DeliveryOptions { Folder = "", PublicUrl = new("https://shop.example/"), From = new("shop@example.com", "Shop"), MaxAttempts = 3 };
        var suppressions = new SuppressionList(node.Shared.Suppressions);
        var sending = new SendingSwitch(new MemoryDocuments(), new SimulatedChannel(node.Shared, node.Number, reachesPeople, reaches));
        sending.Set(true);
        var maker = new MessageMaker(suppressions, (number, name) => Template(node.Ruleset(number), name), (_, _) => null, new(Key, options.PublicUrl), options);
        runner = new(node.Store, node.Waited, new SharedMemoryMessages(node.Store), maker, sending, suppressions, options, node.Clock);
    }

    public string Name => ClusterNode.Effects;

    public bool Step(int size) => runner.Step(CancellationToken.None).AsTask().GetAwaiter().GetResult() > 0;

    private static MessageTemplate? Template(Engine.Rulesets.Ruleset rules, string name) =>
        Templates.GetOrAdd((rules, name), key => key.Rules.Template(key.Name) is { } spec ? MessageTemplate.Compile(spec).Value : null);
}
