using Tandem.Expressions.Evaluation;
using Tandem.Expressions.Values;
using Tandem.Primitives;

namespace Tandem.Expressions;

/// <summary>The facts of a program, which has variables instead.</summary>
internal sealed class NoFacts : IFacts
{
    public static readonly NoFacts Instance = new();

    public Value Event => Failures.NoSuchKey("event");

    public Instant Now => default;

    public Value Trait(string name) => Failures.NoSuchKey(name);

    public Value Identity(string kind) => Failures.NoSuchKey(kind);

    public Value Consent(string channel) => Failures.NoSuchKey(channel);

    public bool InSegment(string name) => false;

    public long Count(string eventName, Duration? window) => 0;

    public (Instant First, Instant Last)? Span(string eventName) => null;
}
