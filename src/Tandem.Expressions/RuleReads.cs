namespace Tandem.Expressions;

/// <summary>Every fact that a rule can read, so that its host knows what to keep and when the rule may change.</summary>
/// <param name="Events">Names whose past is read, with or without a window.</param>
/// <param name="Windows">The windows, each once.</param>
public sealed record RuleReads(
    IReadOnlySet<string> Traits,
    IReadOnlySet<string> Identities,
    IReadOnlySet<string> Consents,
    IReadOnlySet<string> Events,
    IReadOnlySet<string> Segments,
    IReadOnlyList<CountedWindow> Windows,
    bool ReadsNow,
    bool ReadsEvent);
