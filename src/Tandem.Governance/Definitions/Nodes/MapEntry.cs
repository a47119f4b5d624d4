namespace Tandem.Governance.Definitions.Nodes;

/// <summary>A key with its own place, and its value.</summary>
public sealed record MapEntry(string Key, int Line, int Column, Node Value);
