using Tandem.Expressions.Facts;
using Tandem.Expressions.Values;

namespace Tandem.Expressions.Evaluation;

/// <summary>What one evaluation works with. Lives on the stack and goes by reference, so that an evaluation allocates nothing.</summary>
internal struct Frame(FactSource facts, Value[] variables, Value[] locals, long work)
{
    private const int UnitsPerWork = 64;

    // Comparing is done with many characters at once.
    private const int ComparedPerWork = 2_048;

    private long workLeft = work;

    public readonly FactSource Facts = facts;

    /// <summary>Declared variables by slot.</summary>
    public readonly Value[] Variables = variables;

    /// <summary>The items that macros stand on, by depth.</summary>
    public readonly Value[] Locals = locals;

    /// <summary>Counts work; false when the evaluation has had enough, and from then on.</summary>
    public bool TryWork(long units = 1) => (workLeft -= units) >= 0;

    public readonly long WorkLeft => workLeft;

    public readonly bool IsExhausted => workLeft < 0;

    /// <summary>Counts work that grows with the length of texts and bytes.</summary>
    public bool TryRead(Value first, Value second = default) => TryWork(1 + (LengthOf(first) + LengthOf(second)) / UnitsPerWork);

    /// <summary>Counts work that grows with the length of a text that is made.</summary>
    public bool TryWrite(long length) => TryWork(1 + length / UnitsPerWork);

    /// <summary>Counts looking for a part in a text, which in the worst case compares the whole part at every place.</summary>
    public bool TrySearch(string text, string part) => TryWork(1 + (long)text.Length * part.Length / ComparedPerWork);

    /// <summary>
    /// The result, unless work was left undone for it. Its parts count as well, each as often as it stands there: a list
    /// can hold another twice, and that a third, so that nobody could ever write it out.
    /// </summary>
    public Value Finish(Value result) => TryReadAll(result) && !IsExhausted ? result : Failures.TooMuchWork;

    private bool TryReadAll(Value value)
    {
        if (!TryRead(value)) return false;
        switch (value.Kind)
        {
            case ValueKind.List:
                foreach (var item in value.AsList)
                    if (!TryReadAll(item)) return false;
                return true;
            case ValueKind.Map:
                foreach (var (key, item) in value.AsMap)
                    if (!TryRead(key) || !TryReadAll(item)) return false;
                return true;
            default:
                return value is not { Kind: ValueKind.Optional, AsOptional: { } content } || TryReadAll(content);
        }
    }

    private static int LengthOf(Value value) => value.Kind switch
    {
        ValueKind.String => value.AsString.Length,
        ValueKind.Bytes => value.AsBytes.Length,
        _ => 0,
    };
}
