using System.Text.Encodings.Web;
using System.Text.Json;
using Tandem.Engine.Customers;
using Tandem.Primitives;

namespace Tandem.Server.Customers;

/// <summary>Which items of a history are wanted.</summary>
/// <param name="Kinds">Of these kinds; empty for all.</param>
/// <param name="Text">With this text in the title, the source or the details, whatever its case; empty for all.</param>
public sealed record TimelineFilter(IReadOnlyCollection<TimelineKind> Kinds, string Text)
{
    // Letters beyond ASCII stay letters, so that they are found.
    private static readonly JsonSerializerOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Everything.</summary>
    public static TimelineFilter All { get; } = new([], "");

    /// <param name="kinds">Names of kinds, with commas between them; null or empty for all.</param>
    /// <returns>An error that names what is no kind.</returns>
    public static Result<TimelineFilter> Parse(string? kinds, string? text)
    {
        var wanted = new HashSet<TimelineKind>();
        foreach (var name in (kinds ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            if (char.IsAsciiDigit(name[0]) || !Enum.TryParse<TimelineKind>(name, ignoreCase: true, out var kind))
                return new Error("unknown_kind", $"{name} is no kind of a history's items.")
                {
                    Path = "kinds", Hint = $"There are {string.Join(", ", Enum.GetNames<TimelineKind>().Select(known => known.ToLowerInvariant()))}.",
                };
            wanted.Add(kind);
        }
        return new TimelineFilter(wanted, (text ?? "").Trim());
    }

    /// <summary>Whether the kind is wanted.</summary>
    public bool Wants(TimelineKind kind) => Kinds.Count == 0 || Kinds.Contains(kind);

    /// <summary>Whether the text is in it.</summary>
    public bool Wants(TimelineItemModel item) =>
        Text.Length == 0 || Has(item.Title) || Has(item.Source) || (item.Detail is { } detail && Has(detail.ToJsonString(Readable)));

    private bool Has(string? text) => text is not null && text.Contains(Text, StringComparison.OrdinalIgnoreCase);
}
