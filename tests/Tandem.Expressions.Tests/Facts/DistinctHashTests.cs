using System.Text;
using FsCheck;
using FsCheck.Fluent;
using Tandem.Expressions.Facts;
using Tandem.Expressions.Past;
using Tandem.Expressions.Values;
using Tandem.Primitives;

namespace Tandem.Expressions.Tests.Facts;

public sealed class DistinctHashTests
{
    private static readonly Gen<Value> Simple = Gen.Elements(
        Value.Null, Value.True, Value.False, Value.Of(0), Value.Of(1), Value.Of(1UL), Value.Of(1.0), Value.Of(-0.0), Value.Of(0.5), Value.Of(double.NaN), Value.Of(ulong.MaxValue),
        Value.Of((double)ulong.MaxValue), Value.Of(1e300), Value.Of("a"), Value.Of("1"), Value.Of(""), Value.Of((byte[])[1, 2]), Value.Of(new Instant(1)), Value.Of(new Instant(1), 5), Value.Of(new Duration(1)),
        Value.TypeNamed("int"), Value.None, Value.Some(Value.Of(1.0)), Value.Of(new Error("no_such_key", "There is none.")));

    private static readonly Gen<Value> Values = Gen.Sized(size => Nested(Math.Min(size, 3)));

    [Fact]
    public void Values_have_one_hash_where_the_oracle_has_one_key() =>
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(3_000), Prop.ForAll(Values.ToArbitrary(), Values.ToArbitrary(), (left, right) =>
        {
            var areCounted = DistinctHash.TryOf(left, out var hash) & DistinctHash.TryOf(right, out var other);
            return areCounted == (DistinctValue.Counts(left) && DistinctValue.Counts(right))
                && (!areCounted || hash == other == DistinctValue.KeyOf(left).Equals(DistinctValue.KeyOf(right)));
        }));

    [Theory]
    [InlineData("true", 0x13099d40d095b684UL)]
    [InlineData("1", 0xf833905a897b74fbUL)]
    [InlineData("0.5", 0xd9d329bcc4ad310cUL)]
    [InlineData("\"a\"", 0x825ae27571f28686UL)]
    [InlineData("[1, \"a\", null]", 0xb4dda6c6f78322feUL)]
    [InlineData("{\"b\": 1, \"a\": {\"c\": []}}", 0xe671481d5b7838e9UL)]
    [InlineData("{\"a\": {\"c\": []}, \"b\": 1}", 0xe671481d5b7838e9UL)]
    public void A_hash_never_changes(string json, ulong expected)
    {
        Assert.True(DistinctHash.TryOf(ValueJson.Read(Encoding.UTF8.GetBytes(json)), out var hash));
        Assert.Equal(expected, hash);
    }

    [Fact]
    public void What_is_read_is_what_was_written() =>
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(3_000), Prop.ForAll(Values.ToArbitrary(), value =>
        {
            var read = Read(to => ValueBytes.Write(to, value));
            var isNegative = value.Kind == ValueKind.Double && double.IsNegative(value.AsDouble);
            // As text, too, in which the order of a map's entries is seen.
            return read.Equals(value) && read.ToString() == value.ToString() && isNegative == (read.Kind == ValueKind.Double && double.IsNegative(read.AsDouble))
                && Read(to => ValueBytes.WriteNormal(to, value)).Equals(value);
        }));

    [Fact]
    public void Bytes_that_are_cut_short_are_refused()
    {
        var to = new ByteWriter();
        ValueBytes.Write(to, ValueJson.Read("""{"a": [1, "x", 0.5, null], "b": {"c": true}}"""u8));
        for (var length = 0; length < to.Length; length++)
        {
            var cut = to.Span[..length].ToArray();
            Assert.Throws<InvalidDataException>(() =>
            {
                var from = new ByteReader(cut);
                ValueBytes.Read(ref from);
            });
        }
    }

    private static Gen<Value> Nested(int depth) => depth == 0 ? Simple : Gen.Frequency(
        (4, Simple),
        (1, Gen.Choose(0, 3).SelectMany(count => Gen.ListOf(Nested(depth - 1), count)).Select(items => Value.Of((IReadOnlyList<Value>)[.. items]))),
        (1, Gen.Choose(0, 3).SelectMany(count => Gen.ListOf(Gen.Zip(Gen.Elements("a", "b", "c"), Nested(depth - 1)), count)).Select(entries =>
            Value.Of(entries.DistinctBy(entry => entry.Item1).ToDictionary(entry => Value.Of(entry.Item1), entry => entry.Item2)))));

    private static Value Read(Action<ByteWriter> write)
    {
        var to = new ByteWriter();
        write(to);
        var from = new ByteReader(to.Span);
        return ValueBytes.Read(ref from);
    }
}
