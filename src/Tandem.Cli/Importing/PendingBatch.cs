using Tandem.Cli.Api;
using Tandem.Cli.Csv;

namespace Tandem.Cli.Importing;

/// <summary>A batch on its way, with the rows that are done when it is.</summary>
/// <param name="LastRow">The number of the last row in it, sent or rejected.</param>
/// <param name="Owners">For each item: its row and the type of interaction, to name it when the server rejects it.</param>
/// <param name="Unusable">Rows of the same stretch that the map rejected.</param>
public sealed record PendingBatch(
    long LastRow, Task<BatchAnswer> Answer, IReadOnlyList<(CsvRow Row, string Type)> Owners, IReadOnlyList<(CsvRow Row, string Reason)> Unusable);
