using System.Collections.Immutable;
using Tandem.Expressions.Values;

namespace Tandem.Expressions;

/// <summary>Why a part of a rule has its value.</summary>
/// <param name="Source">The part as it was written; its first 1,000 characters.</param>
/// <param name="Value">An error also for a part that came when all parts together had taken the work of five evaluations.</param>
/// <param name="Words">What the value means, as a person would say it; at most 1,000 characters.</param>
/// <param name="Children">The parts that it follows from, in the order of the text; also those that the evaluation did not need.</param>
public sealed record Explanation(string Source, Value Value, string Words, ImmutableArray<Explanation> Children);
