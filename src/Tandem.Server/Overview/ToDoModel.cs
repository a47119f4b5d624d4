namespace Tandem.Server.Overview;

/// <summary>Something that waits for somebody.</summary>
/// <param name="Side">Whose it is: <c>marketing</c> or <c>it</c>.</param>
/// <param name="Kind"><c>rejects</c>, <c>uncertain-messages</c>, <c>storage</c>, <c>overload</c>, <c>source-channel</c> or <c>campaign-draft</c>.</param>
/// <param name="Name">What it is about: a source, a campaign, a task that cannot write; else empty.</param>
/// <param name="Title">The same for people.</param>
/// <param name="Count">How many there are.</param>
/// <param name="Reason">Why, where it is not plain.</param>
public sealed record ToDoModel(string Side, string Kind, string Name, string Title, long Count, string? Reason = null);
