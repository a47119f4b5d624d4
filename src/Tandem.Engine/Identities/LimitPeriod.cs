namespace Tandem.Engine.Identities;

/// <summary>What a limit on identities counts.</summary>
public enum LimitPeriod
{
    /// <summary>All that the customer has.</summary>
    Ever = 0,

    /// <summary>Those that the engine learned of within the last 24 hours.</summary>
    Day,
}
