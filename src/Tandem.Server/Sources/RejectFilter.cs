using Microsoft.AspNetCore.Mvc;

namespace Tandem.Server.Sources;

/// <summary>Which rejected items somebody wants to see; what is left out holds for all.</summary>
/// <param name="State"><c>open</c> or <c>mended</c>.</param>
/// <param name="Code">The code of one of its errors.</param>
/// <param name="Path">The field that this error names, within its item; <c>-</c> where it names none.</param>
/// <param name="Text">A part of what was sent, or of what is wrong.</param>
public sealed record RejectFilter(
    [property: FromQuery] string? State = null, [property: FromQuery] string? Code = null, [property: FromQuery] string? Path = null, [property: FromQuery] string? Text = null)
{
    /// <summary>Stands for no field.</summary>
    public const string Nowhere = "-";

    public bool Lets(Reject reject, MendedReject? mended)
    {
        if (State == "open" && mended is { IsSent: true }) return false;
        if (State == "mended" && mended is not { IsSent: true }) return false;
        if (!string.IsNullOrEmpty(Code) && !reject.Errors.Any(error => error.Code == Code && (string.IsNullOrEmpty(Path) || reject.FieldOf(error) == Path))) return false;
        return string.IsNullOrEmpty(Text) || reject.Body.Contains(Text, StringComparison.OrdinalIgnoreCase) || reject.Errors.Any(error => error.Message.Contains(Text, StringComparison.OrdinalIgnoreCase));
    }
}
