using System.Collections.Immutable;
using Tandem.Expressions.Evaluation;
using Tandem.Expressions.Values;

namespace Tandem.Expressions.Functions;

/// <summary>
/// A function of the language: how it may be called, for checking, and what it does, which looks at the kinds that come
/// and answers <c>no_such_overload</c> by null. Pure: the same arguments always give the same value. Calls with one and
/// two arguments allocate nothing of their own. What a body does beyond reading its texts, it counts as work itself,
/// before it does it.
/// </summary>
internal sealed class Function
{
    private readonly Overloads overloads;
    private readonly OneArgument? one;
    private readonly TwoArguments? two;
    private readonly ManyArguments? many;

    private Function(string name, bool isMethod, ImmutableArray<Signature> signatures)
    {
        Name = name;
        IsMethod = isMethod;
        Arity = signatures[0].IsVariadic ? null : signatures[0].Parameters.Length;
        Signatures = signatures;
        overloads = new Overloads(isMethod ? $".{name}(…)" : $"{name}(…)");
    }

    private Function(Function first, Function second)
        : this(first.Name, first.IsMethod, [.. first.Signatures, .. second.Signatures])
    {
        if (first.one is { } one && second.one is { } otherOne) this.one = (Value argument, ref Frame frame) => one(argument, ref frame) ?? otherOne(argument, ref frame);
        if (first.two is { } two && second.two is { } otherTwo) this.two = (Value left, Value right, ref Frame frame) => two(left, right, ref frame) ?? otherTwo(left, right, ref frame);
        if (first.many is { } many && second.many is { } otherMany) this.many = (ReadOnlySpan<Value> arguments, ref Frame frame) => many(arguments, ref frame) ?? otherMany(arguments, ref frame);
    }

    /// <param name="isMethod">Whether it is called on its first argument: <c>text.size()</c>.</param>
    public Function(string name, bool isMethod, OneArgument body, params ImmutableArray<Signature> signatures)
        : this(name, isMethod, signatures) => one = body;

    /// <inheritdoc cref="Function(string, bool, OneArgument, ImmutableArray{Signature})"/>
    public Function(string name, bool isMethod, TwoArguments body, params ImmutableArray<Signature> signatures)
        : this(name, isMethod, signatures) => two = body;

    /// <inheritdoc cref="Function(string, bool, OneArgument, ImmutableArray{Signature})"/>
    public Function(string name, bool isMethod, ManyArguments body, params ImmutableArray<Signature> signatures)
        : this(name, isMethod, signatures) => many = body;

    /// <summary>A method without a body: the planner makes its calls, because they do not always need all arguments.</summary>
    public static Function Form(string name, Signature signature) => new(name, true, [signature]);

    /// <summary>With its namespace, if it has one: <c>math.greatest</c>.</summary>
    public string Name { get; }

    public bool IsMethod { get; }

    /// <summary>Arguments, what a method is called on included; null for any number.</summary>
    public int? Arity { get; }

    public ImmutableArray<Signature> Signatures { get; }

    /// <summary>Whether calls have their arguments in a span rather than one by one.</summary>
    public bool TakesMany => many is not null;

    /// <summary>The function of the same name and form that also takes what the other one takes, where this one does not.</summary>
    public Function Or(Function other) => new(this, other);

    public Value Invoke(Value argument, ref Frame frame)
    {
        if (argument.IsError) return argument;
        if (!frame.TryRead(argument)) return Failures.TooMuchWork;
        return one?.Invoke(argument, ref frame) ?? overloads.Missing(argument);
    }

    public Value Invoke(Value first, Value second, ref Frame frame)
    {
        if (first.IsError) return first;
        if (second.IsError) return second;
        if (!frame.TryRead(first, second)) return Failures.TooMuchWork;
        return two?.Invoke(first, second, ref frame) ?? overloads.Missing(first, second);
    }

    public Value Invoke(ReadOnlySpan<Value> arguments, ref Frame frame)
    {
        foreach (var argument in arguments)
        {
            if (argument.IsError) return argument;
            if (!frame.TryRead(argument)) return Failures.TooMuchWork;
        }
        return many?.Invoke(arguments, ref frame) ?? overloads.Missing(arguments);
    }
}
