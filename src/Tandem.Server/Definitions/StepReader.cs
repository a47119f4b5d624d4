using Tandem.Engine.Journeys;
using Tandem.Expressions;
using Tandem.Governance.Definitions;
using Tandem.Governance.Definitions.Nodes;

namespace Tandem.Server.Definitions;

/// <summary>Reads the steps of one journey, and gives those a name that have none: their kind and the first free number. Not thread-safe.</summary>
internal sealed class StepReader(References references)
{
    /// <summary>The most steps of one journey, branches included.</summary>
    public const int MaxSteps = 500;

    private static readonly string[] Kinds = ["wait", "branch", "send", "exit"];

    private readonly HashSet<string> ids = [];
    private readonly Dictionary<string, int> numbers = [];
    private int count;

    public IReadOnlyList<Step> Read(NodeCursor steps)
    {
        if (steps.IsThere && steps.Node is ListNode { Items.Count: 0 }) steps.Fail("empty", "A journey needs a step.", "Add one: - send: { channel: email, template: … }");
        // All given ids first, so that no made one takes a name that comes later.
        Collect(steps);
        return List(steps);
    }

    private void Collect(NodeCursor steps)
    {
        // Read with errors of their own: what is wrong besides the ids is told when the steps are read.
        foreach (var step in (steps.Node as ListNode)?.Items.OfType<MapNode>() ?? [])
        {
            if (step.Find("id") is ScalarNode id && DefinitionName.IsValid(id.Text) && !ids.Add(id.Text))
                new NodeCursor(id, steps.Errors).Fail("duplicate_id", $"Another step of this journey has the id {id.Text}.", "Ids of steps are unique in a journey, branches included. Leave it out, and one is made.");
            if (step.Find("branch") is not MapNode branch) continue;
            Collect(new(branch.Find("then"), steps.Errors));
            Collect(new(branch.Find("else"), steps.Errors));
        }
    }

    private List<Step> List(NodeCursor steps)
    {
        var read = new List<Step>();
        foreach (var item in steps.Items())
        {
            if (++count == MaxSteps + 1) item.Fail("too_many", $"A journey has at most {MaxSteps} steps.", "Split it into several journeys.");
            if (count > MaxSteps) break;
            if (read is [.., Step.Exit]) item.Fail("unreachable", "Nobody comes to this step: the one before it ends the journey.");
            if (One(item) is { } step) read.Add(step);
        }
        return read;
    }

    private Step? One(NodeCursor item)
    {
        var fields = item.Map(["id", .. Kinds]);
        if (fields.One(Kinds) is not { } kind) return null;
        var id = fields.Has("id") ? fields.Optional("id").Name() : Made(kind);
        var value = fields.Required(kind);
        switch (kind)
        {
            case "wait":
                return new Step.Wait(id, value.Duration());
            case "send":
                var (channel, template) = references.Send(value);
                return new Step.Send(id, channel, template);
            case "exit":
                if (!value.Flag(true)) value.Fail("bad_exit", "A step that does not end the journey is no exit.", "Write exit: true, or leave the step out.");
                return new Step.Exit(id);
            default:
                var branch = value.Map("if", "then", "else");
                var (condition, _) = references.Rule(branch.Required("if"), RuleScope.Journey);
                if (value.Node is MapNode && !branch.Has("then") && !branch.Has("else")) branch.Fail("missing", "A branch leads somewhere: then or else is missing.", "Add then: with a list of steps.");
                return new Step.Branch(id, condition, List(branch.Optional("then")), List(branch.Optional("else")));
        }
    }

    private string Made(string kind)
    {
        string id;
        do
        {
            var number = numbers[kind] = numbers.GetValueOrDefault(kind) + 1;
            id = $"{kind}-{number}";
        }
        while (!ids.Add(id));
        return id;
    }
}
