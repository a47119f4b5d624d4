namespace Tandem.Connect.Channels;

/// <summary>What came of one attempt.</summary>
/// <param name="Detail">In words: the receiver's answer, or what went wrong.</param>
public readonly record struct SendResult(SendOutcome Outcome, string Detail);
