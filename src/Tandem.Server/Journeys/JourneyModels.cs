namespace Tandem.Server.Journeys;

public sealed record JourneyList(IReadOnlyList<JourneyModel> Items);

/// <summary>A journey with who is on it.</summary>
/// <param name="Trigger">What starts a walk, in words.</param>
/// <param name="Started">Walks begun, of all versions.</param>
/// <param name="Active">Walks under way.</param>
/// <param name="Completed">Walks ended, at the last step or by an exit.</param>
public sealed record JourneyModel(
    string Name, string Title, string? Description, int Version, string Trigger, string Reentry, long Started, long Active, long Completed, IReadOnlyList<JourneyStepModel> Steps);

/// <param name="Kind"><c>wait</c>, <c>branch</c>, <c>send</c> or <c>exit</c>.</param>
/// <param name="Entered">Walks that came to it.</param>
/// <param name="Here">Walks that wait at it now.</param>
/// <param name="Then">For a branch: the steps when its rule holds.</param>
/// <param name="Else">For a branch: the steps when it does not.</param>
public sealed record JourneyStepModel(string Id, string Kind, string Summary, long Entered, long Here, IReadOnlyList<JourneyStepModel>? Then, IReadOnlyList<JourneyStepModel>? Else);
