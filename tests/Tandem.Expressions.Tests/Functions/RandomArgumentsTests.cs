using Tandem.Expressions.Functions;
using Tandem.Expressions.Types;
using Tandem.Expressions.Values;
using Tandem.Primitives;

namespace Tandem.Expressions.Tests.Functions;

public sealed class RandomArgumentsTests
{
    private const int Seed = 7;
    private const int Calls = 200;

    private static readonly Value[] Values =
    [
        Value.Null, Value.True, Value.False,
        Value.Of(0), Value.Of(1), Value.Of(2), Value.Of(-1), Value.Of(64), Value.Of(long.MaxValue), Value.Of(long.MinValue),
        Value.Of(0ul), Value.Of(1ul), Value.Of(ulong.MaxValue),
        Value.Of(0.0), Value.Of(-0.0), Value.Of(1.5), Value.Of(-2.5), Value.Of(1e300), Value.Of(double.Epsilon), Value.Of(double.NaN), Value.Of(double.PositiveInfinity), Value.Of(double.NegativeInfinity),
        Value.Of(""), Value.Of("a"), Value.Of("hello world"), Value.Of("\U0001F431é\0"), Value.Of("%s %d %f %x"), Value.Of("aGVsbG8"), Value.Of("2026-11-22T10:00:00Z"), Value.Of("1h30m"), Value.Of("Europe/Berlin"), Value.Of("+02:00"), Value.Of("("), Value.Of(new string('a', 5_000)),
        Value.Of(Array.Empty<byte>()), Value.Of([0xFF, 0x00]), Value.Of("abc"u8.ToArray()),
        Value.Of(default(Instant)), Value.Of(new Instant(253_402_300_799_999_999), 999), Value.Of(new Instant(-62_135_596_800_000_000)),
        Value.OfNanoseconds(0), Value.OfNanoseconds(long.MinValue), Value.OfNanoseconds(long.MaxValue), Value.OfNanoseconds(-1),
        Value.TypeNamed("int"), Value.None, Value.Some(Value.Of(1)), Value.Some(Value.Of(new List<Value> { Value.Of("a") })),
        Value.Of(new List<Value>()), Value.Of(new List<Value> { Value.Of(3), Value.Of(1), Value.Of(2) }), Value.Of(new List<Value> { Value.Of("b"), Value.Of("a") }), Value.Of(new List<Value> { Value.Of(1), Value.Of("a"), Value.Null, Value.None }), Value.Of(new List<Value> { Value.Of(new List<Value> { Value.Of(1.5) }) }), Value.Of(Enumerable.Range(0, 300).Select(i => Value.Of((long)i)).ToList()),
        Value.Of(new Dictionary<Value, Value>()), Value.Of(new Dictionary<Value, Value> { [Value.Of("a")] = Value.Of(1), [Value.Of(1)] = Value.Of("b") }),
    ];

    public static TheoryData<string> Names => [.. Library.Names.Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Names))]
    public void A_function_gives_a_value_or_an_error_whatever_it_is_called_with(string name)
    {
        var random = new Random(Seed);
        foreach (var function in Library.Functions.Where(function => function.Name == name))
        {
            foreach (var signature in function.Signatures)
                for (var call = 0; call < Calls; call++) Try(function, signature, random, fitting: call % 2 == 0);
        }
    }

    private static void Try(Function function, Signature signature, Random random, bool fitting)
    {
        var count = signature.Parameters.Length + (signature.IsVariadic ? random.Next(3) : 0);
        var arguments = Enumerable.Range(0, count).Select(i => Pick(fitting ? signature.Parameters[Math.Min(i, signature.Parameters.Length - 1)] : RuleType.Dyn, random)).ToArray();
        string[] names = [.. Enumerable.Range(0, count).Select(i => $"a{i}")];
        var text = function.IsMethod ? $"a0.{function.Name}({string.Join(", ", names[1..])})" : $"{function.Name}({string.Join(", ", names)})";
        var declared = Declarations.Of([.. names.Select(name => (name, RuleType.Dyn))]);
        var value = Program.Compile(text, declared, check: false).Value.Evaluate(names.Zip(arguments).ToDictionary(pair => pair.First, pair => pair.Second));
        RuleType[] types = [.. arguments.Select(argument => new RuleType(argument.Kind, RuleType.Dyn, argument.Kind == ValueKind.Map ? RuleType.Dyn : null))];
        var results = function.Signatures.Where(one => one.Takes(types)).Select(one => one.ResultOf(types).Kind).ToList();
        var shown = $"{text} of {string.Join(", ", arguments)} is {value.Kind} {value}";
        Assert.True(value.IsError || results.Count == 0 || results.Exists(kind => kind is null || kind == value.Kind), shown.Length > 500 ? shown[..500] : shown);
    }

    private static Value Pick(RuleType type, Random random)
    {
        var fitting = type.IsDyn ? Values : [.. Values.Where(value => value.Kind == type.Kind)];
        return fitting[random.Next(fitting.Length)];
    }
}
