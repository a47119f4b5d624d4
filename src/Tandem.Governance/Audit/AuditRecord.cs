using Tandem.Primitives;

namespace Tandem.Governance.Audit;

/// <summary>Who did what, and when. Never changed once written.</summary>
/// <param name="Number">Counts up from 1; 0 before it is stored.</param>
/// <param name="Action">What was done, in a stable form for programs: <c>published</c>, …</param>
/// <param name="Subjects">What it was done to, such as <c>segment/lapsing v3</c>.</param>
public sealed record AuditRecord(long Number, Instant At, string Author, string Action, IReadOnlyList<string> Subjects, string Detail);
