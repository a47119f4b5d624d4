using Tandem.Expressions.Values;
using Tandem.Primitives;

namespace Tandem.Expressions;

/// <summary>
/// What a rule may know: one customer, perhaps one interaction, and the moment. What is missing is an error value with
/// the code <c>no_such_key</c>, so that <c>has()</c> and the truth tables work.
/// </summary>
public interface IFacts
{
    /// <summary><c>customer.traits.NAME</c></summary>
    Value Trait(string name);

    /// <summary><c>customer.identities.KIND</c>: the first value of that kind.</summary>
    Value Identity(string kind);

    /// <summary><c>customer.consents.CHANNEL</c>: true granted, false withdrawn.</summary>
    Value Consent(string channel);

    /// <summary><c>in_segment("NAME")</c></summary>
    bool InSegment(string name);

    /// <summary><c>event</c>: the interaction at hand as a map (type, name, properties, traits, context, timestamp); an error where there is none.</summary>
    Value Event { get; }

    /// <summary><c>now</c>: the entry's <c>at</c>.</summary>
    Instant Now { get; }

    /// <summary>How many interactions of that name happened later than <see cref="Now"/> minus the window; all of them without a window.</summary>
    long Count(string eventName, Duration? window);

    /// <summary>When the first and the last interaction of that name happened; null for none.</summary>
    (Instant First, Instant Last)? Span(string eventName);
}
