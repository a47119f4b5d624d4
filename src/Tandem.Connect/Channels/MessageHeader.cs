namespace Tandem.Connect.Channels;

/// <summary>A header of a mail as people read it: not encoded, not folded.</summary>
public readonly record struct MessageHeader(string Name, string Value);
