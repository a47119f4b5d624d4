namespace Tandem.Engine.States;

/// <summary>Which processes share a workspace now.</summary>
/// <param name="Count">How many they are, the one that asks among them.</param>
/// <param name="IsEldest">Whether the one that asks has been there longest: it does what one process does for all.</param>
public readonly record struct NodesPresent(int Count, bool IsEldest);
