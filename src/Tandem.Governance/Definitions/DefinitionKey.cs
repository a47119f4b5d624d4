namespace Tandem.Governance.Definitions;

/// <summary>Names a definition: its kind, such as <c>segment</c>, and its name, unique in the kind. Written <c>segment/lapsing</c>.</summary>
public readonly record struct DefinitionKey(string Kind, string Name)
{
    public override string ToString() => $"{Kind}/{Name}";
}
