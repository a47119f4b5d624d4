using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;

namespace Tandem.Primitives;

/// <summary>A value, or the errors that kept it from being made. <c>default</c> is a failure without errors: misuse.</summary>
public readonly struct Result<T>
{
    private readonly T? value;
    private readonly ImmutableArray<Error> errors;

    private Result(T? value, ImmutableArray<Error> errors)
    {
        this.value = value;
        this.errors = errors;
        IsOk = errors.IsDefault;
    }

    public bool IsOk { get; }

    /// <summary>The value. Throws <see cref="InvalidOperationException"/> on a failure: ask <see cref="IsOk"/> first.</summary>
    public T Value => IsOk ? value! : throw new InvalidOperationException("A failed result has no value: " + string.Join("; ", Errors));

    /// <summary>The errors; empty on success.</summary>
    public ImmutableArray<Error> Errors => errors.IsDefault ? [] : errors;

    public bool TryGet([MaybeNullWhen(false)] out T result, out ImmutableArray<Error> failures)
    {
        result = value;
        failures = Errors;
        return IsOk;
    }

    public Result<TNext> Map<TNext>(Func<T, TNext> next) => IsOk ? Result.Ok(next(value!)) : Result.Fail<TNext>(Errors);

    public Result<TNext> Then<TNext>(Func<T, Result<TNext>> next) => IsOk ? next(value!) : Result.Fail<TNext>(Errors);

    public static implicit operator Result<T>(T value) => new(value, default);

    public static implicit operator Result<T>(Error error) => new(default, [error]);

    internal static Result<T> Failed(ImmutableArray<Error> errors) => new(default, errors);
}

/// <summary>Makes results.</summary>
public static class Result
{
    public static Result<T> Ok<T>(T value) => value;

    public static Result<T> Fail<T>(Error error) => error;

    public static Result<T> Fail<T>(ImmutableArray<Error> errors) => Result<T>.Failed(errors);
}
