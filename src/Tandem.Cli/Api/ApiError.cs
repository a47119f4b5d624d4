namespace Tandem.Cli.Api;

/// <summary>One error as the server tells it.</summary>
public sealed record ApiError(string Message, string? Path, int? Line, int? Column, string? Hint)
{
    public override string ToString()
    {
        var where = Path is null ? "" : $"{Path}: ";
        return Hint is null ? where + Message : $"{where}{Message} {Hint}";
    }
}
