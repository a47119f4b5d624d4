using Tandem.Expressions.Evaluation;
using Tandem.Expressions.Values;

namespace Tandem.Expressions.Planning;

/// <summary>A planned part; <paramref name="Constant"/> is its value where that does not depend on anything.</summary>
internal readonly record struct Planned(Step Step, Value? Constant = null)
{
    public static Planned Of(Value constant) => new((ref Frame _) => constant, constant);

    public static implicit operator Planned(Step step) => new(step);
}
