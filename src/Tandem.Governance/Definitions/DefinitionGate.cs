using System.Collections.Immutable;
using Tandem.Governance.Audit;
using Tandem.Governance.Documents;
using Tandem.Primitives;

namespace Tandem.Governance.Definitions;

/// <summary>
/// The one gate through which definitions become live. Thread-safe; several gates, also of several processes, may stand
/// on the same documents.
/// </summary>
/// <param name="validators">One for each kind.</param>
public sealed class DefinitionGate(IDocuments documents, DefinitionLibrary library, IReadOnlyList<IDefinitionValidator> validators)
{
    private const int Attempts = 20;

    private readonly Lock publishing = new();

    /// <summary>
    /// Told of each ruleset that this gate made, in order of their numbers, before <see cref="Publish"/> returns and
    /// after it is durable. A handler must not publish, and what it throws reaches the caller of <see cref="Publish"/>.
    /// </summary>
    public event Action<Ruleset>? Published;

    /// <summary>Reads what this gate lets through.</summary>
    public DefinitionReader Reader { get; } = new([.. validators.Select(validator => validator.Kind)]);

    /// <summary>
    /// Makes drafts live together, or none of them. Drafts that are live already, word for word, change nothing: doing
    /// it twice is doing it once.
    /// </summary>
    /// <param name="author">Who wants it, as the audit log names them.</param>
    /// <returns>What became of them, or all errors that the validators found.</returns>
    public Result<PublishOutcome> Publish(IReadOnlyList<DefinitionDraft> drafts, string author, Instant at)
    {
        lock (publishing)
        {
            for (var attempt = 0; attempt < Attempts; attempt++)
            {
                var (latest, fence) = library.Begin();
                var (candidate, changed) = Candidate(latest, drafts, author, at);
                if (changed.Count == 0) return Live(latest, drafts, false);
                var errors = Check(candidate, drafts);
                if (errors.Length > 0) return Result.Fail<PublishOutcome>(errors);

                var audit = new AuditRecord(0, at, author, "published", [.. changed.Select(definition => $"{definition.Key} v{definition.Version}")], $"Ruleset {candidate.Number}");
                var written = documents.Write(
                    [.. changed.Select(DefinitionDocuments.Write), DefinitionDocuments.Write(candidate), DefinitionDocuments.WriteLatest(candidate.Number, fence)],
                    [AuditLog.Entry(audit)]);
                // Another process was first: begin again on top of its ruleset.
                if (!written.IsCommitted) continue;

                var published = library.RulesetAt(candidate.Number)!;
                Published?.Invoke(published);
                return Live(published, drafts, true);
            }
        }
        return new Error("conflict", "Others keep changing definitions at the same time.") { Hint = "Try again." };
    }

    /// <summary>What <see cref="Publish"/> would say now, and nothing is changed: the definitions as they would be, or all errors.</summary>
    public Result<IReadOnlyList<Definition>> Check(IReadOnlyList<DefinitionDraft> drafts, string author, Instant at)
    {
        var candidate = Candidate(library.Latest, drafts, author, at).Ruleset;
        var errors = Check(candidate, drafts);
        return errors.Length > 0 ? Result.Fail<IReadOnlyList<Definition>>(errors) : Result.Ok(Of(candidate, drafts));
    }

    private static (Ruleset Ruleset, IReadOnlyList<Definition> Changed) Candidate(Ruleset latest, IReadOnlyList<DefinitionDraft> drafts, string author, Instant at)
    {
        var changed = new Dictionary<DefinitionKey, Definition>();
        foreach (var draft in drafts)
        {
            var live = latest.Find(draft.Key.Kind, draft.Key.Name);
            if (live?.Text == draft.Text) continue;
            changed.Add(draft.Key, new()
            {
                Key = draft.Key,
                Version = (live?.Version ?? 0) + 1,
                Ruleset = latest.Number + 1,
                Title = draft.Title,
                Description = draft.Description,
                Text = draft.Text,
                Spec = draft.Spec,
                Author = author,
                At = at,
            });
        }
        if (changed.Count == 0) return (latest, []);
        var all = latest.Definitions.Where(definition => !changed.ContainsKey(definition.Key)).Concat(changed.Values);
        return (new(latest.Number + 1, at, author, all), [.. changed.Values]);
    }

    private ImmutableArray<Error> Check(Ruleset candidate, IReadOnlyList<DefinitionDraft> drafts)
    {
        var findings = new Findings();
        foreach (var validator in validators) validator.Check(candidate, findings);
        return findings.For([.. drafts.Select(draft => draft.Key)]);
    }

    private static PublishOutcome.Live Live(Ruleset ruleset, IReadOnlyList<DefinitionDraft> drafts, bool changed) => new(ruleset.Number, Of(ruleset, drafts), changed);

    private static IReadOnlyList<Definition> Of(Ruleset ruleset, IReadOnlyList<DefinitionDraft> drafts) =>
        [.. drafts.Select(draft => ruleset.Find(draft.Key.Kind, draft.Key.Name)!)];
}
