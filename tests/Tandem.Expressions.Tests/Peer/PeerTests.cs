using FsCheck;
using FsCheck.Fluent;
using Tandem.Expressions.Tests.Planning;
using Tandem.Expressions.Types;
using Tandem.Expressions.Values;
using Xunit.Abstractions;

namespace Tandem.Expressions.Tests.Peer;

/// <summary>Random expressions give the same here and in another implementation, <c>@bufbuild/cel</c>.</summary>
public sealed class PeerTests(ITestOutputHelper output)
{
    private const int Seed = 20_261_122;
    private const int Count = 3_000;
    private const int SizeOfFormulas = 12;

    // The same as in tests/cel/peer.mjs.
    private static readonly Dictionary<string, Value> Bindings = new()
    {
        ["whole"] = Value.Of(5),
        ["number"] = Value.Of(5.0),
        ["text"] = Value.Of("a"),
        ["yes"] = Value.True,
        ["list"] = Value.Of((IReadOnlyList<Value>)[Value.Of(5), Value.Of("a"), Value.True]),
    };

    private static readonly Declarations Declared = Declarations.Of([.. Bindings.Keys.Select(name => (name, RuleType.Dyn))]);

    [Fact]
    public async Task Expressions_of_all_kinds_of_values_give_what_another_implementation_gives()
    {
        var formulas = new MixedFormulas(Seed);
        await AreSame([.. Enumerable.Range(0, Count).Select(_ => formulas.Next())]);
    }

    [Fact]
    public async Task Patterns_match_what_they_match_in_another_implementation()
    {
        var patterns = new RandomPatterns(Seed);
        await AreSame([.. Enumerable.Range(0, Count).Select(_ => patterns.Next())]);
    }

    [Fact]
    public async Task Formulas_give_what_another_implementation_gives() =>
        await AreSame([.. Formulas.All.Sample(Count, new Rnd(Seed), SizeOfFormulas)]);

    private async Task AreSame(IReadOnlyList<string> expressions)
    {
        var theirs = await Peer.Evaluate(expressions);
        var differences = new List<string>();
        var explained = 0;
        for (var i = 0; i < expressions.Count; i++)
        {
            var (ours, peers) = (PlainForm.Of(Evaluated(expressions[i])), PlainForm.Of(theirs[i]));
            if (ours == peers) continue;
            var error = theirs[i].TryGetProperty("error", out var message) ? message.GetString() ?? "" : "";
            if (KnownDifferences.Explain(expressions[i], ours, peers, error) is null) differences.Add($"{expressions[i]}\n  here:  {ours}\n  there: {peers} {error}");
            else explained++;
        }
        Assert.True(differences.Count == 0, $"Seed {Seed}: {differences.Count} of {expressions.Count} differ:\n{string.Join("\n", differences.OrderBy(difference => difference.Length).Take(30))}");
        Assert.True(explained < expressions.Count / 2, $"Seed {Seed}: {explained} of {expressions.Count} are known to differ, so that too few are compared.");
        output.WriteLine($"{explained} of {expressions.Count} are known to differ.");
    }

    private static Value Evaluated(string expression)
    {
        var compiled = Program.Compile(expression, Declared, check: false);
        return compiled.IsOk ? compiled.Value.Evaluate(Bindings) : Value.Of(compiled.Errors[0]);
    }
}
