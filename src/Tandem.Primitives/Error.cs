namespace Tandem.Primitives;

/// <summary>An expected failure, told to whoever can mend it: what is wrong, where, and what would be right.</summary>
/// <param name="Code">Stable, for programs: lower-case words joined by <c>_</c>, e.g. <c>unknown_trait</c>.</param>
/// <param name="Message">One plain sentence: what is wrong.</param>
public sealed record Error(string Code, string Message)
{
    /// <summary>Where in the input: a field path such as <c>batch[3].userId</c> or <c>spec.steps[1].wait</c>.</summary>
    public string? Path { get; init; }

    /// <summary>Line in the text, counted from 1; null where the input has no lines.</summary>
    public int? Line { get; init; }

    /// <summary>Column in the line, counted from 1; null where the input has no columns.</summary>
    public int? Column { get; init; }

    /// <summary>What would be right, as an instruction or an example.</summary>
    public string? Hint { get; init; }

    public override string ToString()
    {
        var where = (Path, Line) switch
        {
            (null, null) => "",
            (null, _) => $" (line {Line}, column {Column ?? 1})",
            (_, null) => $" ({Path})",
            _ => $" ({Path}, line {Line}, column {Column ?? 1})",
        };
        return Hint is null ? $"{Message}{where}" : $"{Message}{where} {Hint}";
    }
}
