using Tandem.Engine.Dispositions;

namespace Tandem.Server.Sources;

/// <summary>What became of an interaction, as a word.</summary>
internal static class Outcomes
{
    public const string Waiting = "waiting", Gone = "gone", Erased = "erased";

    public static string Word(this DispositionKind kind) => kind switch
    {
        DispositionKind.Applied => "applied",
        DispositionKind.Duplicate => "duplicate",
        DispositionKind.Forwarded => "forwarded",
        DispositionKind.Dropped => "dropped",
        DispositionKind.Reassigned => "reassigned",
        DispositionKind.Erased => Erased,
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "Not one of the dispositions."),
    };

    /// <summary>What holds of several, in the order in which they were decided.</summary>
    public static string Last(IReadOnlyList<Disposition> dispositions) => dispositions.Count == 0 ? Waiting : dispositions[^1].Kind.Word();
}
