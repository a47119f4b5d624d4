using Tandem.Expressions.Evaluation;
using Tandem.Expressions.Values;

namespace Tandem.Expressions.Functions;

/// <summary>What a function of two arguments does; null where it does not take values of these kinds.</summary>
internal delegate Value? TwoArguments(Value first, Value second, ref Frame frame);
