using Tandem.Expressions.Values;

namespace Tandem.Expressions.Evaluation;

/// <summary>One planned part of a rule. Never throws for what data can do: an error is a value.</summary>
internal delegate Value Step(ref Frame frame);
