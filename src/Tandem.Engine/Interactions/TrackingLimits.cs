namespace Tandem.Engine.Interactions;

/// <summary>The limits of Segment's HTTP tracking API, which its SDKs keep to.</summary>
public static class TrackingLimits
{
    /// <summary>The largest call, or item of a batch, in bytes.</summary>
    public const int CallBytes = 32 * 1024;

    /// <summary>The largest batch in bytes.</summary>
    public const int BatchBytes = 500 * 1024;

    /// <summary>The most items of one batch.</summary>
    public const int BatchItems = 2_500;

    /// <summary>The longest message id, in characters.</summary>
    public const int MessageIdLength = 100;

    /// <summary>The most identities of one interaction.</summary>
    public const int Identities = 20;

    /// <summary>The deepest nesting of objects and lists in one call, the call itself counted.</summary>
    public const int Depth = 64;
}
