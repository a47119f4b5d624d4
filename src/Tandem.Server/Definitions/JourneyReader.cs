using Tandem.Engine.Journeys;
using Tandem.Expressions;
using Tandem.Governance.Definitions;
using Tandem.Governance.Definitions.Nodes;

namespace Tandem.Server.Definitions;

/// <summary>Journeys as written: <c>trigger, reentry, steps</c>. Steps stand in lists and branches in steps, so that no walk can go round in circles.</summary>
public static class JourneyReader
{
    /// <summary>Right only where no error was added.</summary>
    public static JourneySpec Read(Definition definition, References references, ErrorList errors)
    {
        var fields = definition.Read(errors).Map("trigger", "reentry", "steps");
        var trigger = Trigger(fields.Required("trigger"), references);
        var reentry = fields.Optional("reentry").OneOf(Reentry.Once, ("once", Reentry.Once), ("afterExit", Reentry.AfterExit));
        var steps = new StepReader(references).Read(fields.Required("steps"));
        return new(definition.Name, definition.Version, trigger, reentry, steps);
    }

    private static Trigger Trigger(NodeCursor at, References references)
    {
        var fields = at.Map("event", "where", "segment");
        if (fields.One("event", "segment") == "segment")
        {
            if (fields.Has("where")) fields.Optional("where").Fail("unknown_key", "where filters events, and this journey starts on a segment.", "Put the condition into the segment, or begin with a branch.");
            return new Trigger.OnSegment(references.Segment(fields.Optional("segment")));
        }
        var where = fields.Optional("where");
        return new Trigger.OnEvent(fields.Optional("event").Text(), where.IsThere ? references.Rule(where, RuleScope.Journey).Text : null);
    }
}
