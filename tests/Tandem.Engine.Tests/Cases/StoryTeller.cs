using Tandem.Engine.Identities;
using Tandem.Engine.Journeys;
using Tandem.Primitives;
using Tandem.Testing;

namespace Tandem.Engine.Tests.Cases;

/// <summary>
/// Makes happen what a story says. Everything that follows from a step is done before the next, but within
/// <c>at once</c>, whose steps wait for each other in the inbox.
/// </summary>
internal sealed class StoryTeller : IDisposable
{
    private bool atOnce;

    public World World { get; } = new() { BatchSize = 1 };

    public void Do(string what, object how)
    {
        switch (what)
        {
            case "segment":
                foreach (var (name, rule) in Yaml.Map(how)) World.Publish(rules => rules with { Segments = [.. rules.Segments.Where(known => known.Name != name), new(name, Yaml.Text(rule))] });
                break;
            case "journey":
                foreach (var (name, spec) in Yaml.Map(how)) Journey(name, Yaml.Map(spec));
                break;
            case "identity":
                foreach (var (kind, spec) in Yaml.Map(how)) Identity(kind, Yaml.Map(spec));
                break;
            case "track":
                Track(Yaml.Map(how));
                break;
            case "identify":
                Identify(Yaml.Map(how));
                break;
            case "pass":
                World.Pass(Yaml.Text(how));
                break;
            case "clock":
                Turn(Yaml.Text(how));
                break;
            case "restart":
                World.Restart();
                break;
            case "at once":
                atOnce = true;
                foreach (var step in Yaml.List(how))
                    foreach (var (inner, innerHow) in Yaml.Map(step)) Do(inner, innerHow);
                atOnce = false;
                break;
            default:
                throw new FormatException($"{what} is nothing that a story can tell: segment, journey, identity, track, identify, pass, clock, restart, at once.");
        }
        if (!atOnce) World.Settle();
    }

    /// <summary>Whatever the story was, folding its journal again must end in the same states.</summary>
    public void CheckReplay()
    {
        World.Checkpoint();
        using var replay = World.Replay(batchSize: 7);
        Assert.Equal(Stored(World), Stored(replay));
    }

    public void Dispose() => World.Dispose();

    private static IEnumerable<(EntityId, string, string)> Stored(World world) =>
        world.States().Select(row => (row.Id, Convert.ToHexString(row.Profile.Span), Convert.ToHexString(row.Work.Span)));

    // Turned, and nothing else: no timer is looked at until something happens.
    private void Turn(string by)
    {
        var back = by.StartsWith('-');
        if (!Duration.TryParse(by.TrimStart('-', '+'), out var length)) throw new FormatException(by);
        World.Clock.Now = back ? World.Clock.Now - length : World.Clock.Now + length;
    }

    private void Track(IReadOnlyDictionary<string, object> how) => World.Track(
        Yaml.Text(how["who"]), Yaml.Text(how["event"]), Yaml.Json(how.GetValueOrDefault("properties")), Yaml.Optional(how, "message"), At(how), Yaml.Optional(how, "historical") == "true");

    private void Identify(IReadOnlyDictionary<string, object> how) =>
        World.Identify(Yaml.Text(how["who"]), Yaml.Json(how.GetValueOrDefault("traits")), Yaml.Optional(how, "message"), historical: Yaml.Optional(how, "historical") == "true");

    private Instant? At(IReadOnlyDictionary<string, object> how)
    {
        if (Yaml.Optional(how, "at") is { } at) return Calls.Time(at);
        foreach (var (word, sign) in new[] { ("ago", -1), ("ahead", 1) })
            if (Yaml.Optional(how, word) is { } text && Duration.TryParse(text, out var length)) return new(World.Clock.Now.Micros + sign * length.Micros);
        return null;
    }

    private void Journey(string name, IReadOnlyDictionary<string, object> spec)
    {
        Trigger trigger = Yaml.Optional(spec, "segment") is { } segment ? new Trigger.OnSegment(segment) : new Trigger.OnEvent(Yaml.Text(spec["event"]), null);
        if (!Duration.TryParse(Yaml.Text(spec["wait"]), out var wait)) throw new FormatException($"{name} waits for no length of time.");
        World.Publish(rules => rules with { Journeys = [.. rules.Journeys, new(name, 1, trigger, Reentry.Once, [new Step.Wait("wait", wait)])] });
    }

    private void Identity(string kind, IReadOnlyDictionary<string, object> spec)
    {
        List<IdentityLimit> limits = [];
        if (Yaml.Optional(spec, "ever") is { } ever) limits.Add(new(int.Parse(ever), LimitPeriod.Ever));
        if (Yaml.Optional(spec, "day") is { } day) limits.Add(new(int.Parse(day), LimitPeriod.Day));
        World.Publish(rules => rules with { Identities = [.. rules.Identities, new(kind, limits.Count == 0 ? null : limits, Yaml.Texts(spec.GetValueOrDefault("blocked")))] });
    }
}
