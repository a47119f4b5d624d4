using System.Globalization;
using Tandem.Expressions;
using Tandem.Governance.Definitions;
using Tandem.Primitives;
using Tandem.Server.Api;
using Tandem.Server.Definitions;

namespace Tandem.Server.Rules;

/// <summary>Looks at rules as publishing does, beside the definitions that are live now. Thread-safe.</summary>
public sealed class RuleCheck(DefinitionLibrary library, KnownNames known)
{
    public RuleChecked Of(Result<Expression> parsed, RuleScope scope)
    {
        if (!parsed.TryGet(out var expression, out var errors)) return new(false, errors, [], null, null, null);
        var (rule, found) = new References(library.Latest).Check(expression.Text, scope, known.Vocabulary);
        return new(found.IsEmpty, found, rule is null ? [] : rule.Warnings, expression.Canonical, DeepJson.Parse(expression.ToJson()), rule is null ? null : Show(rule.Reads));
    }

    private static RuleReadsModel Show(RuleReads reads) => new(
        Ordered(reads.Traits), Ordered(reads.Identities), Ordered(reads.Consents), Ordered(reads.AccountTraits), reads.ReadsAccountId,
        Ordered(reads.Events), Ordered(reads.Segments),
        [.. reads.Aggregates.Select(aggregate => new AggregateModel(aggregate.NormalForm, aggregate.Hash.ToString("x16", CultureInfo.InvariantCulture))).OrderBy(aggregate => aggregate.NormalForm, StringComparer.Ordinal)],
        reads.ReadsEvent, reads.ReadsNow);

    private static IReadOnlyList<string> Ordered(IEnumerable<string> names) => [.. names.Order(StringComparer.Ordinal)];
}
