namespace Tandem.Engine.Identities;

/// <summary>How many identities of one kind a customer may have, or may get in a period.</summary>
/// <param name="Count">1 to <see cref="MaxCount"/>.</param>
public readonly record struct IdentityLimit(int Count, LimitPeriod Per)
{
    /// <summary>The most that a limit can allow, and what holds for ever where only a day is limited: a customer stays small enough to fold.</summary>
    public const int MaxCount = 100;
}
