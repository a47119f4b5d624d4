namespace Tandem.Governance.Definitions.Nodes;

/// <summary>What a single value is, by the core schema of YAML 1.2.2 (section 10.3.2). Quoted values are always text.</summary>
public enum ScalarType
{
    Text,
    Number,
    Flag,
    Nothing,
}
