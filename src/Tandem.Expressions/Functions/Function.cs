using System.Collections.Immutable;
using Tandem.Expressions.Evaluation;
using Tandem.Expressions.Types;
using Tandem.Expressions.Values;

namespace Tandem.Expressions.Functions;

/// <summary>
/// A function of the language: how it may be called, for checking, and what it does, which looks at the kinds that come
/// and answers <c>no_such_overload</c> by null. Pure: the same arguments always give the same value.
/// </summary>
internal sealed class Function
{
    private readonly Overloads overloads;
    private readonly Func<Value, Value?>? one;
    private readonly TwoArguments? two;

    private Function(string name, bool isMethod, int arity, ImmutableArray<Signature> signatures)
    {
        Name = name;
        IsMethod = isMethod;
        Arity = arity;
        Signatures = signatures;
        overloads = new Overloads(isMethod ? $".{name}(…)" : $"{name}(…)");
    }

    public Function(string name, bool isMethod, Func<Value, Value?> body, params (RuleType Argument, RuleType Result)[] signatures)
        : this(name, isMethod, 1, [.. signatures.Select(signature => new Signature([signature.Argument], signature.Result))]) => one = body;

    public Function(string name, TwoArguments body, params (RuleType Target, RuleType Argument, RuleType Result)[] signatures)
        : this(name, true, 2, [.. signatures.Select(signature => new Signature([signature.Target, signature.Argument], signature.Result))]) => two = body;

    public string Name { get; }

    public bool IsMethod { get; }

    /// <summary>Arguments, what a method is called on included.</summary>
    public int Arity { get; }

    public ImmutableArray<Signature> Signatures { get; }

    public Value Invoke(Value argument, ref Frame frame)
    {
        if (argument.IsError) return argument;
        if (!frame.TryRead(argument)) return Failures.TooMuchWork;
        return one?.Invoke(argument) ?? overloads.Missing(argument);
    }

    public Value Invoke(Value first, Value second, ref Frame frame)
    {
        if (first.IsError) return first;
        if (second.IsError) return second;
        if (!frame.TryRead(first, second)) return Failures.TooMuchWork;
        return two?.Invoke(first, second, ref frame) ?? overloads.Missing(first, second);
    }
}
