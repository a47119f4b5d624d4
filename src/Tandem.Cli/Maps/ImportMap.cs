using Tandem.Cli.Csv;

namespace Tandem.Cli.Maps;

/// <summary>How the rows of a file become interactions: a map file, read and checked.</summary>
public sealed class ImportMap
{
    public string? Title { get; init; }

    public required CsvDialect Dialect { get; init; }

    /// <summary>The rows are the past: they build customers and start no journey and no message.</summary>
    public required bool Historical { get; init; }

    public required IReadOnlyList<InteractionMap> Interactions { get; init; }

    /// <summary>What the map names and the file lacks; empty when the map fits the file.</summary>
    public IReadOnlyList<Problem> MissingFrom(IReadOnlyList<string> columns)
    {
        var known = columns.ToHashSet(StringComparer.Ordinal);
        return
        [
            .. Interactions.SelectMany(interaction => interaction.Columns)
                .Where(use => use.Name != RowContext.RowNumber && !known.Contains(use.Name))
                .Distinct()
                .Select(use => new Problem(
                    $"The file has no column `{use.Name}`.", use.Line, use.Column, Nearest.Hint(use.Name, columns))),
        ];
    }
}
