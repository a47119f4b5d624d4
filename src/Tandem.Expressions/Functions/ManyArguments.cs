using Tandem.Expressions.Evaluation;
using Tandem.Expressions.Values;

namespace Tandem.Expressions.Functions;

/// <summary>What a function of no argument, of three or more, or of any number does; null where it does not take values of these kinds.</summary>
internal delegate Value? ManyArguments(ReadOnlySpan<Value> arguments, ref Frame frame);
