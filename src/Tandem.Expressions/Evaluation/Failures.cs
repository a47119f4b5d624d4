using Tandem.Expressions.Values;
using Tandem.Primitives;

namespace Tandem.Expressions.Evaluation;

/// <summary>The errors that an evaluation gives as values. Those that data can cause often are made once and shared.</summary>
internal static class Failures
{
    public const string NoSuchKeyCode = "no_such_key";

    public static readonly Value DivisionByZero = Of("divide_by_zero", "Division by zero.");
    public static readonly Value ModuloByZero = Of("divide_by_zero", "Modulo by zero.");
    public static readonly Value Overflow = Of("overflow", "The result is too large for its type.");
    public static readonly Value OutOfRange = Of("range", "The value is out of the range of its new type.");
    public static readonly Value IndexOutOfRange = Of("invalid_argument", "The list has no such index.");
    public static readonly Value KeyNotFound = Of(NoSuchKeyCode, "The map has no such key.");
    public static readonly Value BadKey = Of("unsupported_key", "A map's keys are text, whole numbers or truth values.");
    public static readonly Value RepeatedKey = Of("repeated_key", "The map has a key twice.");
    public static readonly Value NoValue = Of("no_value", "The optional has no value.");
    public static readonly Value TooMuchWork = Of("too_much_work", "The rule took more work than one evaluation may.");

    public static Value Of(string code, string message) => Value.Of(new Error(code, message));

    public static Value NoSuchKey(string name) => Of(NoSuchKeyCode, $"There is no `{name}`.");

    public static Value Unknown(string what) => Of("unknown_name", $"There is no {what}.");

    public static bool IsNoSuchKey(Value value) => value.IsError && value.AsError.Code == NoSuchKeyCode;
}
