namespace Tandem.Governance.Documents;

/// <summary>
/// Names a document: a kind such as <c>source</c> and a name that is unique in it. Both are compared byte for byte, are
/// not empty, and may hold any character but U+0000.
/// </summary>
public readonly record struct DocumentKey(string Kind, string Name)
{
    public override string ToString() => $"{Kind} {Name}";
}
