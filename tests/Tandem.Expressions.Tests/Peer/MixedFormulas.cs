namespace Tandem.Expressions.Tests.Peer;

/// <summary>
/// Makes random expressions of all kinds of values, times and the string functions among them, that mostly mean
/// something and now and then do not. The same seed always makes the same ones.
/// </summary>
internal sealed class MixedFormulas(int seed)
{
    private readonly Random random = new(seed);

    public string Next() => Any(4);

    private string Any(int depth) => random.Next(10) switch
    {
        0 => Int(depth),
        1 => Double(depth),
        2 => Uint(depth),
        3 or 4 => Text(depth),
        5 => Bool(depth),
        6 => List(depth),
        7 => Map(depth),
        8 => random.Next(2) == 0 ? Time(depth) : Length(depth),
        _ => random.Next(3) == 0 ? Bytes(depth) : One("null", "type(1)", "type('a')", $"type({Any(Less(depth))})", "timestamp", "dyn"),
    };

    private string Bool(int depth) => depth <= 0 ? One("true", "false", "yes") : random.Next(12) switch
    {
        0 => $"({Bool(depth - 1)} {One("&&", "||", "==", "!=")} {Bool(depth - 1)})",
        1 => $"({Int(depth - 1)} {Comparison()} {Int(depth - 1)})",
        2 => $"({Text(depth - 1)} {Comparison()} {Text(depth - 1)})",
        3 => $"({Time(depth - 1)} {Comparison()} {Time(depth - 1)})",
        4 => $"({Length(depth - 1)} {Comparison()} {Length(depth - 1)})",
        5 => $"({Any(depth - 1)} {One("==", "!=", "==", "<")} {Any(depth - 1)})",
        6 => $"({Any(depth - 1)} in {List(depth - 1)})",
        7 => $"{Text(depth - 1)}.{One("contains", "startsWith", "endsWith")}({Text(depth - 1)})",
        8 => $"{Text(depth - 1)}.matches({One("'a'", "'^[a-z]+$'", "'l{2}'", "'(x|y)*'", "'['")})",
        9 => $"{List(depth - 1)}.{One("all", "exists", "exists_one")}(i, {One("i == 5", "i != 'a'", "i < 3", Bool(depth - 1))})",
        10 => $"has({Map(depth - 1)}.{One("a", "b")})",
        _ => $"!{Bool(depth - 1)}",
    };

    private string Int(int depth) => depth <= 0 ? One("0", "1", "2", "-3", "7", "whole", "9223372036854775807", "-9223372036854775808") : random.Next(10) switch
    {
        0 or 1 => $"({Int(depth - 1)} {One("+", "-", "*", "/", "%")} {Int(depth - 1)})",
        2 => $"size({One(Text(depth - 1), List(depth - 1), Map(depth - 1), Bytes(depth - 1))})",
        3 => $"{Text(depth - 1)}.{One("indexOf", "lastIndexOf")}({One("''", "'l'", "'lo'", Text(depth - 1))}{One("", "", ", 2", $", {Int(depth - 1)}")})",
        4 => $"{Time(depth - 1)}.{One("getFullYear", "getMonth", "getDate", "getDayOfMonth", "getDayOfWeek", "getDayOfYear", "getHours", "getMinutes", "getSeconds", "getMilliseconds")}({One("", "", "'Europe/Berlin'", "'America/New_York'", "'+05:45'", "'-08:00'", "'UTC'")})",
        5 => $"{Length(depth - 1)}.{One("getHours", "getMinutes", "getSeconds", "getMilliseconds")}()",
        6 => $"int({One(Double(depth - 1), Uint(depth - 1), Text(depth - 1), Time(depth - 1), "'42'", "'-1'")})",
        7 => $"{List(depth - 1)}[{One("0", "1", Int(depth - 1))}]",
        8 => $"-({Int(depth - 1)})",
        _ => $"({Bool(depth - 1)} ? {Int(depth - 1)} : {Int(depth - 1)})",
    };

    private string Uint(int depth) => depth <= 0 ? One("0u", "1u", "5u", "18446744073709551615u") : random.Next(3) switch
    {
        0 or 1 => $"({Uint(depth - 1)} {One("+", "-", "*", "/", "%")} {Uint(depth - 1)})",
        _ => $"uint({One(Int(depth - 1), Double(depth - 1), "'12'", "'-1'")})",
    };

    private string Double(int depth) => depth <= 0 ? One("0.0", "1.0", "-2.5", "1e21", "1e-7", "0.1", "number", "9007199254740993.0") : random.Next(4) switch
    {
        0 or 1 => $"({Double(depth - 1)} {One("+", "-", "*", "/")} {Double(depth - 1)})",
        2 => $"double({One(Int(depth - 1), Uint(depth - 1), "'1.5'", "'1e3'", "'NaN'", "'-Infinity'")})",
        _ => $"-{Double(depth - 1)}",
    };

    private string Text(int depth) => depth <= 0 ? One("''", "'a'", "'hello'", "'Hello World'", "' b '", "'1.5'", "text") : random.Next(12) switch
    {
        0 => $"({Text(depth - 1)} + {Text(depth - 1)})",
        1 => $"{Text(depth - 1)}.substring({One("0", "1", "3", Int(depth - 1))}{One("", ", 2", ", 5")})",
        2 => $"{Text(depth - 1)}.replace({One("'l'", "'lo'", "' '")}, {One("''", "'-'", "'ll'")}{One("", ", 1", ", 0")})",
        3 => $"{Text(depth - 1)}.{One("lowerAscii", "upperAscii", "trim")}()",
        4 => $"{Text(depth - 1)}.charAt({One("0", "1", "4", Int(depth - 1))})",
        5 => $"{Text(depth - 1)}.split({One("' '", "'l'", "','")}).join({One("", "'-'", "', '")})",
        6 => $"string({One(Int(depth - 1), Uint(depth - 1), Double(depth - 1), Bool(depth - 1), "timestamp('2026-11-22T10:30:45Z')", "duration('90m')", Bytes(depth - 1))})",
        7 => $"strings.quote({Text(depth - 1)})",
        8 => random.Next(3) == 0
            ? $"'{One("%.2f", "%.0f", "%f")}'.format([{Double(depth - 1)}])"
            : $"'{One("%s", "%d", "%s and %s", "%x", "%X", "%o", "%b", "%% %s")}'.format([{Any(depth - 1)}, {Any(depth - 1)}])",
        9 => $"[{Text(depth - 1)}, {Text(depth - 1)}].join({One("", "'-'")})",
        10 => $"{Map(depth - 1)}[{Text(depth - 1)}]",
        _ => $"({Bool(depth - 1)} ? {Text(depth - 1)} : {Text(depth - 1)})",
    };

    private string Bytes(int depth) => depth <= 0 ? One("b''", "b'abc'", "b'\\xff'", "b'\\xc3\\xa9'") : random.Next(2) == 0 ? $"({Bytes(depth - 1)} + {Bytes(depth - 1)})" : $"bytes({Text(depth - 1)})";

    private string List(int depth) => depth <= 0 ? One("[]", "[1, 2, 3]", "['a', 'b']", "list", "[1, 1u, 1.0]") : random.Next(5) switch
    {
        0 => $"[{Any(depth - 1)}, {Any(depth - 1)}]",
        1 => $"({List(depth - 1)} + {List(depth - 1)})",
        2 => $"{List(depth - 1)}.map(i, {One("i", "[i]", "i == 5", "i + 1", "string(i)", Any(depth - 1))})",
        3 => $"{List(depth - 1)}.filter(i, {One("i == 5", "i != 'a'", "i > 1", Bool(depth - 1))})",
        _ => $"{Text(depth - 1)}.split({One("' '", "'l'", "', '")}{One("", "", ", 1", ", 0", ", -1")})",
    };

    private string Map(int depth) => depth <= 0 ? One("{}", "{'a': 1}", "{1: 'a', true: 2u}") : random.Next(3) switch
    {
        0 => $"{{'a': {Any(depth - 1)}, 'b': {Any(depth - 1)}}}",
        1 => $"{{{One(Int(depth - 1), Uint(depth - 1), Text(depth - 1), Bool(depth - 1), "2.5")}: {Any(depth - 1)}}}",
        _ => $"{{{Int(depth - 1)}: 'x', {Text(depth - 1)}: 'y'}}",
    };

    private string Time(int depth) => depth <= 0 ? One("timestamp('2026-11-22T10:30:45.123456789Z')", "timestamp('1969-12-31T23:59:59.5Z')", "timestamp(0)", "timestamp('9999-12-31T23:59:59Z')", "timestamp('0001-01-01T00:00:00Z')", "timestamp('2026-03-29T03:30:00+02:00')") : random.Next(4) switch
    {
        0 or 1 => $"({Time(depth - 1)} {One("+", "-")} {Length(depth - 1)})",
        2 => $"timestamp({One("'2026-11-22T10:30:45+05:45'", "'2026-13-01T00:00:00Z'", "string(timestamp('2026-11-22T10:30:45Z'))")})",
        _ => $"({Length(depth - 1)} + {Time(depth - 1)})",
    };

    private string Length(int depth) => depth <= 0 ? One("duration('1h')", "duration('-90.5s')", "duration('1ns')", "duration('100ms')", "duration('2540400h')", "duration('0')") : random.Next(4) switch
    {
        0 or 1 => $"({Length(depth - 1)} {One("+", "-")} {Length(depth - 1)})",
        2 => $"({Time(depth - 1)} - {Time(depth - 1)})",
        _ => $"duration({One("'1h30m'", "'1.5h'", "'-1s'", "'1x'", "string(duration('90m'))")})",
    };

    private string Comparison() => One("==", "!=", "<", "<=", ">", ">=");

    private int Less(int depth) => Math.Max(0, depth - 1);

    private string One(params ReadOnlySpan<string> choices) => choices[random.Next(choices.Length)];
}
