namespace Tandem.Governance.Documents;

/// <summary>What became of a write.</summary>
/// <param name="Conflict">The first document that was not at the expected version, so that nothing was written; null when all is written.</param>
public readonly record struct WriteResult(DocumentKey? Conflict)
{
    public bool IsCommitted => Conflict is null;
}
