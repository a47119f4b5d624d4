using Tandem.Expressions.Evaluation;
using Tandem.Expressions.Values;

namespace Tandem.Expressions.Functions;

/// <summary>What a function of one argument does; null where it does not take values of this kind.</summary>
internal delegate Value? OneArgument(Value argument, ref Frame frame);
