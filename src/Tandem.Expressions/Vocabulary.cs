using Tandem.Expressions.Types;

namespace Tandem.Expressions;

/// <summary>The names that rules may be expected to use: what was sent so far, or what was agreed on. Null where any name will do.</summary>
public sealed record Vocabulary
{
    /// <summary>Traits of customers with their types; <see cref="RuleType.Dyn"/> where the type is not known. A number from JSON is a <see cref="RuleType.Double"/>.</summary>
    public IReadOnlyDictionary<string, RuleType>? Traits { get; init; }

    /// <inheritdoc cref="Traits"/>
    public IReadOnlyDictionary<string, RuleType>? AccountTraits { get; init; }

    /// <summary>Names of events of the past.</summary>
    public IReadOnlySet<string>? Events { get; init; }

    /// <summary>Whether another name is an error; else it is a warning.</summary>
    public bool IsClosed { get; init; }
}
