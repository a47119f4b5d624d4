
namespace Tandem.Expressions.Tests.Functions;

public sealed class WorkTests
{
    /// <summary>Each makes or compares far more than one evaluation may, with a text that fits on a line.</summary>
    [Theory]
    [InlineData("lists.range(1000000000)")]
    [InlineData("lists.range(9223372036854775807)")]
    [InlineData("lists.range(900).map(x, lists.range(900)).flatten().map(x, lists.range(900)).flatten()")]
    [InlineData("lists.range(100000).distinct()")]
    [InlineData("lists.range(900000).sort()")]
    [InlineData("sets.equivalent(lists.range(100000), lists.range(100000))")]
    [InlineData("sets.intersects(lists.range(100000), [-1].map(x, lists.range(100000)).flatten().map(x, -1 - x))")]
    [InlineData("'a'.replace('a', 'aaaaaaaaaa')REPEATED('.replace(\"a\", \"aaaaaaaaaa\")', 20)")]
    [InlineData("lists.range(100000).map(x, 'abcdefghijklmnop').join('abcdefghijklmnop')REPEATED('.replace(\"a\", \"aaaaaaaaaa\")', 5)")]
    [InlineData("('[' + lists.range(60000).map(x, 'aa').join() + ']').split('').map(x, '%s').join().format(lists.range(200000))REPEATED('.replace(\"1\", \"11111111\")', 9)")]
    [InlineData("lists.range(60000).map(x, 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa').join().contains(lists.range(30000).map(x, 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa').join() + 'b')")]
    [InlineData("lists.range(60000).map(x, 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa').join().replace(lists.range(30000).map(x, 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa').join() + 'b', '')")]
    [InlineData("'%s'.format([[[1]]REPEATED('.map(x, [x, x])', 40)])")]
    [InlineData("'%.1000f'.format([1.0])REPEATED('.replace(\"0\", \"0000000000\")', 9)")]
    [InlineData("[[1]]REPEATED('.map(x, [x, x])', 40).flatten(100)")]
    [InlineData("math.greatest(lists.range(900000)) + math.greatest(lists.range(900000))")]
    [InlineData("[[1]]REPEATED('.map(x, [x, x])', 40)")]
    [InlineData("optional.of({'a': [[1]]REPEATED('.map(x, [x, x])', 40)})")]
    [InlineData("cel.bind(m, lists.range(100000).transformMap(i, v, v), lists.range(100000).all(x, m.exists(k, true)))")]
    [InlineData("cel.bind(s, LONG, lists.range(100000).all(x, !(s in {'b': 1})))")]
    [InlineData("cel.bind(s, LONG, cel.bind(m, {s: true}, lists.range(100000).all(x, m[s] || m[?s].hasValue())))")]
    [InlineData("cel.bind(s, LONG, lists.range(100000).all(x, size({s: x}) == 1))")]
    [InlineData("cel.bind(s, LONG, cel.bind(m, {s: 1}, lists.range(100000).all(x, m == {s: 1})))")]
    [InlineData("cel.bind(s, LONG, cel.bind(m, {s: 1}, lists.range(100000).all(x, m.all(k, v, v == 1))))")]
    [InlineData("cel.bind(m, {'b': 1}, lists.range(100000).all(x, !has(m.NAME) || has(m.NAME)))")]
    public void What_a_function_makes_or_compares_counts_before_it_is_done(string text)
    {
        text = text.Replace("LONG", "lists.range(30000).map(x, 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa').join()").Replace("NAME", new string('a', 40_000));
        while (text.IndexOf("REPEATED('", StringComparison.Ordinal) is >= 0 and var at)
        {
            var middle = text.IndexOf("', ", at, StringComparison.Ordinal);
            var end = text.IndexOf(')', middle);
            var repeated = string.Concat(Enumerable.Repeat(text[(at + "REPEATED('".Length)..middle], int.Parse(text[(middle + 3)..end], System.Globalization.CultureInfo.InvariantCulture)));
            text = text[..at] + repeated + text[(end + 1)..];
        }
        var before = GC.GetAllocatedBytesForCurrentThread();
        var value = Expression.Evaluated(text);
        Assert.True(value.IsError, $"{text} is no error");
        Assert.Equal("too_much_work", value.AsError.Code);
        Assert.True(GC.GetAllocatedBytesForCurrentThread() - before < 1L << 30, $"{text} allocated {GC.GetAllocatedBytesForCurrentThread() - before:N0} bytes");
    }
}
