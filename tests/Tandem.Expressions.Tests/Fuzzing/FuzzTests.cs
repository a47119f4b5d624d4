using System.Globalization;
using System.Text;
using System.Text.Json;
using Tandem.Expressions.Facts;
using Tandem.Expressions.Types;
using Tandem.Expressions.Values;

namespace Tandem.Expressions.Tests.Fuzzing;

/// <summary>
/// Texts made from the specification's own cases by cutting, joining and changing them: whatever comes out is a rule or
/// errors with a place, and what compiles has one form, comes back from JSON, and is decided as it is evaluated.
/// </summary>
public sealed class FuzzTests
{
    private const string RunsVariable = "TANDEM_FUZZ_RUNS";
    private const string SeedVariable = "TANDEM_FUZZ_SEED";
    private const int Runs = 10_000;
    private const int LongestText = 400;

    // Small, so that what is hostile stops soon.
    private static readonly Limits Limits = new(MaxWork: 20_000);

    private static readonly string[] Words =
    [
        "customer.traits.a", "customer.traits.?b", "customer.identities.email", "customer.consents.sms", "account.traits.plan", "event", "event.properties", "now", "in_segment(\"vip\")",
        "events(\"A\")", ".where(e, e.properties.x > 1)", ".within(\"30d\")", ".count()", ".sum(e, e.properties.x)", ".last()", ".timestamp", ".followed_by(events(\"B\"), \"1d\")", ".none()",
        "&&", "||", "!", "==", "!=", "<", ">=", " in ", "+", "-", "*", "/", "%", "?", ":", "(", ")", "[", "]", "{", "}", ",", ".", ".?", "[?", "1", "-1", "2u", "1.5", "1e300", "0x7f", "'a'", "b'\\xff'", "true", "null",
        ".map(x, x)", ".all(x, x)", ".exists(i, v, i == v)", ".size()", ".orValue(1)", ".optMap(o, o)", "optional.none()", "cel.bind(x, 1, x)", "math.greatest(1, 2)", ".format([1])", ".sort()", ".flatten()",
        "lists.range(1000000)", ".matches('(a+)+$')", ".split('')", ".join(',')", ".replace('', 'ab')", "timestamp('2026-11-22T10:00:00Z')", "duration('1h')", "dyn(1)", "type(1)", "\\", "\"", "`", "\u00e9", "\ud800", "//", "\n",
    ];

    private static readonly History Somebody = new()
    {
        Traits = new Dictionary<string, Value> { ["a"] = Value.Of(1.0), ["b"] = Value.Of("x") },
        Identities = new Dictionary<string, string> { ["email"] = "ada@example.com" },
        Segments = new HashSet<string> { "vip" },
        Now = TestTimes.Now,
    };

    [Fact]
    public void Changed_texts_are_rules_or_errors()
    {
        var runs = Number(RunsVariable) ?? Runs;
        // The same each time, so that nobody is stopped by an old fault that their change did not make; longer runs take other seeds.
        var seed = Number(SeedVariable) ?? 1;
        var random = new Random(seed);
        var corpus = Corpus();
        for (var run = 0; run < runs; run++)
        {
            var text = Changed(corpus, random);
            if (Fault(text) is { } fault) Assert.Fail($"{fault}\n{JsonSerializer.Serialize(text)}\nAgain with {SeedVariable}={seed} {RunsVariable}={run + 1}");
        }
    }

    private static string? Fault(string text)
    {
        try
        {
            var bare = Program.Compile(text, Declarations.None, check: false, Limits);
            if (bare.IsOk) bare.Value.Evaluate(new Dictionary<string, Value>());
            if (Program.Compile(text, Declarations.None, limits: Limits) is { IsOk: true } program && !program.Value.Evaluate(new Dictionary<string, Value>()).Equals(bare.Value.Evaluate(new Dictionary<string, Value>())))
                return "checked and unchecked differ";
            if (bare.IsOk && FormFault(text) is { } fault) return fault;
            return RuleFault(text);
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            return exception.ToString();
        }
    }

    private static string? FormFault(string text)
    {
        var expression = Expression.Parse(text).Value;
        var canonical = expression.Canonical;
        var again = Expression.Parse(canonical);
        if (!again.IsOk) return $"the canonical form {canonical} does not parse: {again.Errors[0]}";
        if (again.Value.Canonical != canonical) return $"the canonical form {canonical} has the form {again.Value.Canonical}";
        var back = Expression.FromJson(expression.ToJson());
        return back.IsOk && back.Value.Canonical == canonical ? null : $"{canonical} does not come back from JSON: {(back.IsOk ? back.Value.Canonical : back.Errors[0])}";
    }

    private static string? RuleFault(string text)
    {
        var compiled = Rule.Compile(text, RuleScope.Journey, new FactTable(), Limits);
        if (!compiled.IsOk)
            return compiled.Errors.All(error => error is { Line: > 0, Column: > 0 } && error.Message.Contains('^', StringComparison.Ordinal)) ? null : $"an error without a place: {compiled.Errors[0]}";
        var rule = compiled.Value;
        var value = rule.Evaluate(Somebody);
        var outcome = rule.Test(Somebody);
        rule.Explain(Somebody);
        var ranOut = value.IsError && value.AsError.Code == "too_much_work";
        var expected = value.Kind == ValueKind.Bool ? value.AsBool ? Outcome.True : Outcome.False : Outcome.Error;
        return outcome == expected || ranOut ? null : $"decided {outcome}, its value is {value}";
    }

    private static string Changed(IReadOnlyList<string> corpus, Random random)
    {
        var text = new StringBuilder(corpus[random.Next(corpus.Count)]);
        for (var changes = random.Next(1, 5); changes > 0; changes--)
        {
            var at = random.Next(text.Length + 1);
            var length = Math.Min(random.Next(1, 12), text.Length - at);
            switch (random.Next(6))
            {
                case 0:
                    text.Remove(at, length);
                    break;
                case 1:
                    text.Insert(at, Words[random.Next(Words.Length)]);
                    break;
                case 2:
                    text.Remove(at, length).Insert(at, Words[random.Next(Words.Length)]);
                    break;
                case 3:
                    text.Insert(at, text.ToString(at, length));
                    break;
                case 4:
                    var other = corpus[random.Next(corpus.Count)];
                    text.Insert(at, random.Next(2) == 0 ? $"({other})" : other[random.Next(other.Length)..]);
                    break;
                default:
                    if (at < text.Length) text[at] = (char)random.Next(1, 256);
                    break;
            }
            if (text.Length > LongestText) text.Length = LongestText;
        }
        return text.ToString();
    }

    private static List<string> Corpus()
    {
        var folder = Repository.File("tests", "Tandem.Expressions.Tests", "Conformance", "cases");
        var texts = new List<string>(Words);
        foreach (var file in Directory.GetFiles(folder, "*.json").Order(StringComparer.Ordinal))
        {
            using var json = JsonDocument.Parse(File.ReadAllBytes(file));
            texts.AddRange(json.RootElement.EnumerateArray().Select(one => one.GetProperty("expr").GetString()).OfType<string>().Where(text => text.Length is > 0 and < LongestText));
        }
        return texts;
    }

    private static int? Number(string variable) =>
        int.TryParse(Environment.GetEnvironmentVariable(variable), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? number : null;
}
