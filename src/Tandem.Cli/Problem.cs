namespace Tandem.Cli;

/// <summary>What is wrong in something the author wrote, where, and what would be right.</summary>
/// <param name="Message">One plain sentence.</param>
/// <param name="Line">Line in the text, counted from 1; null where the input has no lines.</param>
/// <param name="Column">Column in the line, counted from 1.</param>
/// <param name="Hint">What would be right, as an instruction or an example.</param>
public sealed record Problem(string Message, int? Line = null, int? Column = null, string? Hint = null)
{
    public override string ToString()
    {
        var where = Line is null ? "" : $"line {Line}, column {Column ?? 1}: ";
        return Hint is null ? where + Message : $"{where}{Message} {Hint}";
    }
}
