using Tandem.Primitives;

namespace Tandem.Engine.Journeys;

/// <summary>A journey as defined: what starts it, and its steps in order.</summary>
/// <param name="Version">Counts up with each change of the definition; a walk stays on the version it started on.</param>
public sealed record JourneySpec(string Name, int Version, Trigger Trigger, Reentry Reentry, IReadOnlyList<Step> Steps);

/// <summary>How often one customer may walk through a journey.</summary>
public enum Reentry
{
    /// <summary>Once, ever.</summary>
    Once,

    /// <summary>Again whenever the trigger comes and no walk is under way.</summary>
    AfterExit,
}

/// <summary>What starts a walk.</summary>
public abstract record Trigger
{
    /// <summary>An interaction of this name (a track's event, a page's name), when the filter, if any, holds for it.</summary>
    public sealed record OnEvent(string Event, string? Where) : Trigger;

    /// <summary>Entering a segment.</summary>
    public sealed record OnSegment(string Segment) : Trigger;
}

/// <summary>One step. Ids are unique within the journey, branches included.</summary>
public abstract record Step(string Id)
{
    public sealed record Wait(string Id, Duration For) : Step(Id);

    /// <summary>Goes on with one list or the other, then with the step after the branch.</summary>
    public sealed record Branch(string Id, string If, IReadOnlyList<Step> Then, IReadOnlyList<Step> Else) : Step(Id);

    public sealed record Send(string Id, string Channel, string Template) : Step(Id);

    /// <summary>Ends the walk here.</summary>
    public sealed record Exit(string Id) : Step(Id);
}
