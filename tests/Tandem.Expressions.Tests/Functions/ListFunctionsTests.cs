namespace Tandem.Expressions.Tests.Functions;

public sealed class ListFunctionsTests
{
    [Theory]
    [InlineData("lists.range(4) == [0, 1, 2, 3] && lists.range(0) == []")]
    [InlineData("[5, 1, 2, 3].reverse() == [3, 2, 1, 5] && [].reverse() == []")]
    [InlineData("[1, 2, 3, 4].slice(0, 4) == [1, 2, 3, 4]")]
    [InlineData("[1, 2, 3, 4].slice(4, 4) == [] && [1, 2, 3, 4].slice(1, 3) == [2, 3]")]
    [InlineData("dyn([]).flatten() == [] && dyn([1, 2]).flatten() == [1, 2]")]
    [InlineData("[1, [2, [3, 4]]].flatten() == [1, 2, [3, 4]]")]
    [InlineData("[1, 2, [], [], [3, 4]].flatten() == [1, 2, 3, 4]")]
    [InlineData("[1, [2, [3, [4]]]].flatten(2) == [1, 2, 3, [4]] && [[1]].flatten(0) == [[1]]")]
    [InlineData("[].sort() == [] && [4, 3, 2, 1].sort() == [1, 2, 3, 4]")]
    [InlineData("['d', 'a', '\\U0001F431', '\\uFF5E'].sort() == ['a', 'd', '\\uFF5E', '\\U0001F431']")]
    [InlineData("[true, false].sort() == [false, true] && [b'b', b'a'].sort() == [b'a', b'b']")]
    [InlineData("[duration('2s'), duration('1s')].sort()[0] == duration('1s')")]
    [InlineData("[-2, 5, -2, 1, 1, 5, -2, 1].distinct() == [-2, 5, 1]")]
    [InlineData("[1, 'b', 2.0, 'b', 3, 1].distinct() == [1, 'b', 2.0, 3]")]
    [InlineData("[1, 1.0, 1u, 2].distinct() == [1, 2] && [[1], [1.0], {'a': 1}, {'a': 1u}].distinct() == [[1], {'a': 1}]")]
    public void Lists_are_cut_joined_and_sorted(string text) => Expression.IsTrue(text);

    [Theory]
    [InlineData("[1, 2, 3, 4].slice(3, 0)", "invalid_argument")]
    [InlineData("[1, 2, 3, 4].slice(0, 10)", "invalid_argument")]
    [InlineData("[1, 2, 3, 4].slice(-5, 10)", "invalid_argument")]
    [InlineData("[1, 2, 3, 4].slice(0, dyn('1'))", "no_such_overload")]
    [InlineData("[1, [2]].flatten(-1)", "invalid_argument")]
    [InlineData("[].flatten(dyn('1'))", "no_such_overload")]
    [InlineData("dyn({}).flatten()", "no_such_overload")]
    [InlineData("['d', 3, 2, 'c'].sort()", "no_such_overload")]
    [InlineData("[1, 2.0].sort()", "no_such_overload")]
    [InlineData("dyn([[1], [2]]).sort()", "no_such_overload")]
    [InlineData("lists.range(-1)", "invalid_argument")]
    public void What_a_list_does_not_have_is_an_error(string text, string code) => Expression.Fails(text, code);

    [Theory]
    [InlineData("sets.contains([], []) && sets.contains([1, 2, 3, 4], [2, 3]) && !sets.contains([], [1])")]
    [InlineData("sets.contains([1, 2.0, 3u], [1.0, 2u, 3]) && !sets.contains([1], [1, 2]) && sets.contains([1], [])")]
    [InlineData("sets.equivalent([], []) && sets.equivalent([1], [1, 1]) && sets.equivalent([1, 2, 3], [3u, 2.0, 1]) && !sets.equivalent([1], [1, 2])")]
    [InlineData("!sets.intersects([1], []) && sets.intersects([1], [1, 2]) && sets.intersects([[1], [2, 3]], [[1, 2], [2, 3.0]]) && !sets.intersects([1], [2])")]
    public void Lists_are_compared_as_sets(string text) => Expression.IsTrue(text);
}
