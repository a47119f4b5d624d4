namespace Tandem.Cli.Csv;

/// <summary>One record of a file.</summary>
/// <param name="Number">Counted from 1, without the header and empty lines.</param>
/// <param name="Line">The line of the file on which it starts, counted from 1.</param>
/// <param name="Fields">The fields; where <paramref name="Trouble"/> is set, as many as could be read.</param>
/// <param name="Trouble">Why the record cannot be used; null where it can.</param>
public sealed record CsvRow(long Number, long Line, IReadOnlyList<string> Fields, string? Trouble);
