using Tandem.Expressions;

namespace Tandem.Engine.Segments;

/// <summary>A segment ready to be decided.</summary>
/// <param name="Index">Its place in the ruleset's order, in which every segment stands after those that it reads.</param>
public sealed record CompiledSegment(string Name, Rule Rule, int Index);
